namespace BTreeDb.Parsing.Syntax.Session;

/// <summary>REINDEX of an index, table, schema or database.</summary>
internal sealed record ReindexStatement(int Position, ObjectKind Kind, QualifiedName? Name, bool Concurrently) : Statement(Position);
