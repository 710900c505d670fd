namespace BTreeDb.SqlTests.RandomQueries;

/// <summary>A column that a query may refer to, as it is written.</summary>
internal sealed record QueryColumn(string Text, ValueKind Kind);
