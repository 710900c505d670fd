namespace BTreeDb.Parsing.Syntax.Definitions;

/// <summary>ALTER DOMAIN with one of the actions that ALTER TABLE knows too.</summary>
internal sealed record AlterDomainStatement(int Position, QualifiedName Name, AlterAction Action) : Statement(Position);
