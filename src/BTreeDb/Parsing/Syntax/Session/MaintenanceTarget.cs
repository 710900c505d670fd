namespace BTreeDb.Parsing.Syntax.Session;

/// <summary>A table, and possibly some of its columns, for ANALYZE and VACUUM.</summary>
internal sealed record MaintenanceTarget(int Position, QualifiedName Table, SyntaxList<Identifier> Columns) : SyntaxNode(Position);
