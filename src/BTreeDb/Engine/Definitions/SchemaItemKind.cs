namespace BTreeDb.Engine.Definitions;

/// <summary>What can be dropped, and what can depend on something that is dropped.</summary>
internal enum SchemaItemKind
{
    Schema,
    Table,
    View,
    Sequence,
    Index,
    Type,
    Column,
    Default,
    Constraint,
    DomainDefault,
    Routine,
    Collation,
}
