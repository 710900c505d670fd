using BTreeDb.Binding.Expressions;
using BTreeDb.Catalog;
using BTreeDb.Parsing.Syntax.Queries;

namespace BTreeDb.Planning.Logical;

/// <summary>A table whose rows a query locks.</summary>
/// <param name="Table">The table.</param>
/// <param name="RowKey">The column with the row's clustered key.</param>
/// <param name="Strength">How strongly.</param>
/// <param name="Wait">What to do about rows that somebody else has locked.</param>
internal sealed record RowLockTarget(TableSchema Table, BoundColumn RowKey, RowLockStrength Strength, RowLockWait Wait);
