namespace BTreeDb.Transactions;

/// <summary>A place in a transaction's order of changes.</summary>
internal readonly record struct SavepointMark(nint Entry);
