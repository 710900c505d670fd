using BTreeDb.Parsing.Syntax.Definitions;

namespace BTreeDb.Parsing.Syntax;

/// <summary>The kind of schema object that a DROP, ALTER or COMMENT names.</summary>
internal enum ObjectKind
{
    Table,
    Index,
    View,
    MaterializedView,
    Sequence,
    Schema,
    Type,
    Domain,
    Column,
    Constraint,
    DomainConstraint,
    Database,
    Collation,
    Extension,
    Function,
    Procedure,
    Routine,
}
