using System.Collections.Immutable;

namespace BTreeDb.Catalog;

/// <summary>What ANALYZE found out about a table.</summary>
/// <param name="Rows">Its rows at that time.</param>
/// <param name="Columns">Its columns by ordinal; null for those whose values have no order.</param>
internal sealed record TableStatistics(long Rows, ImmutableArray<ColumnStatistics?> Columns);
