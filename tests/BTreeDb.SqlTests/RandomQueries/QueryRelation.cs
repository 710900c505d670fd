namespace BTreeDb.SqlTests.RandomQueries;

/// <summary>A table or common table by name.</summary>
internal sealed record QueryRelation(string Name, IReadOnlyList<(string Name, ValueKind Kind)> Columns);
