using BTreeDb.Parsing.Syntax.Expressions;

namespace BTreeDb.Parsing.Syntax.Definitions;

/// <summary><c>ALTER COLUMN ... TYPE ... USING</c>.</summary>
internal sealed record AlterTypeAction(
    int Position,
    Identifier Column,
    TypeName Type,
    QualifiedName? Collation,
    Expression? Using) : AlterAction(Position);
