using BTreeDb.Catalog;
using BTreeDb.Parsing.Syntax.Queries;
using BTreeDb.Transactions;

namespace BTreeDb.Execution.Operators;

/// <summary>What <see cref="LockRowsOperator"/> locks of one table.</summary>
/// <param name="Table">The table.</param>
/// <param name="KeyPlace">The input's column with the row key.</param>
/// <param name="Mode">The lock.</param>
/// <param name="Wait">What to do about rows that somebody else has locked.</param>
internal sealed record RowLocking(TableSchema Table, int KeyPlace, RowLockMode Mode, RowLockWait Wait);
