namespace BTreeDb.Catalog;

/// <summary>A value that many rows have.</summary>
/// <param name="Key">The value, as <see cref="ColumnStatistics"/> holds values.</param>
/// <param name="Share">The share of all rows that have it.</param>
internal readonly record struct CommonValue(byte[] Key, double Share);
