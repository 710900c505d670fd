using BTreeDb.Execution.Vectors;
using BTreeDb.Types;

namespace BTreeDb.Execution.Operators;

/// <summary>
/// Numbers different keys: equal keys get the same number, new ones the next. The heart of grouping, joining and removing
/// duplicates. NULL equals NULL here; joins keep NULLs away.
/// </summary>
internal abstract class KeyTable
{
    /// <summary>How many different keys there are.</summary>
    public int Count { get; protected set; }

    /// <summary>
    /// Bytes that the keys take, about. Memory kept from an earlier use is not counted: who spills because of it would spill
    /// each partition again, however small.
    /// </summary>
    public abstract long MemoryBytes { get; }

    /// <summary>A table for keys of these types; specialised for one integer.</summary>
    public static KeyTable Create(SqlType[] types)
    {
        if (types.Length == 1)
        {
            switch (types[0].Physical)
            {
                case PhysicalType.Int32:
                    return new IntegerKeyTable<int>();
                case PhysicalType.Int64:
                    return new IntegerKeyTable<long>();
                case PhysicalType.Int16:
                    return new IntegerKeyTable<short>();
            }
        }
        return new GeneralKeyTable(types);
    }

    /// <summary>
    /// Numbers the keys of a batch's counted rows, adding new ones. <paramref name="numberOf"/> is indexed by row.
    /// </summary>
    public abstract void FindOrAdd(ColumnVector[] keys, Batch batch, int[] numberOf);

    /// <summary>As <see cref="FindOrAdd"/>, but keys that are not there get -1.</summary>
    public abstract void Find(ColumnVector[] keys, Batch batch, int[] numberOf);

    /// <summary>Fills the first vectors with the keys of consecutive numbers.</summary>
    public abstract void CopyKeys(int first, int count, ColumnVector[] targets);

    /// <summary>
    /// Another thread's way to look keys up, as long as nobody adds to this table: it shares the keys and has working memory
    /// of its own.
    /// </summary>
    public abstract KeyTable CreateReader();

    /// <summary>Forgets all keys.</summary>
    public abstract void Clear();

    /// <summary>The slots that so many keys need, at most half of them full.</summary>
    protected static long SlotsFor(int count) => (long)System.Numerics.BitOperations.RoundUpToPowerOf2((ulong)count * 2);
}
