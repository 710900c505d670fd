namespace BTreeDb.Execution.Operators;

/// <summary>A row to sort: the first eight bytes of its normalized key, big endian, and its number.</summary>
internal readonly record struct SortEntry(ulong Prefix, int Row);
