using BTreeDb.Catalog;
using BTreeDb.Parsing.Syntax.Definitions;

namespace BTreeDb.Engine.Definitions;

/// <summary>A table that LIKE named.</summary>
/// <param name="Table">The table.</param>
/// <param name="First">The ordinal of its first column in the new table.</param>
/// <param name="Options">What is included.</param>
internal sealed record LikeSource(TableSchema Table, int First, LikeOptions Options);
