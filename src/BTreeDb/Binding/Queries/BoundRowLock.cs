using BTreeDb.Parsing.Syntax.Queries;

namespace BTreeDb.Binding.Queries;

/// <summary>The rows of one table in FROM are locked (FOR UPDATE and its kin).</summary>
/// <param name="Table">The table.</param>
/// <param name="Strength">How strongly.</param>
/// <param name="Wait">What to do about rows that somebody else has locked.</param>
internal sealed record BoundRowLock(BoundBaseTable Table, RowLockStrength Strength, RowLockWait Wait);
