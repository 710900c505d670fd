namespace BTreeDb.Parsing.Syntax.Definitions;

/// <summary>CREATE DOMAIN.</summary>
internal sealed record CreateDomainStatement(
    int Position,
    QualifiedName Name,
    TypeName Type,
    QualifiedName? Collation,
    SyntaxList<Constraint> Constraints) : Statement(Position);
