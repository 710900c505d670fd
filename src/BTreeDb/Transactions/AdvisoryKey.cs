namespace BTreeDb.Transactions;

/// <summary>What an advisory lock is on: a number of the application's choice, or a pair, which is never the same.</summary>
internal readonly record struct AdvisoryKey(long Value, bool IsPair);
