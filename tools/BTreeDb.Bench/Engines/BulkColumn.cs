namespace BTreeDb.Bench.Engines;

/// <summary>A column of a bulk load.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Kind">The type of its values, which come as text.</param>
internal readonly record struct BulkColumn(string Name, ParameterKind Kind);
