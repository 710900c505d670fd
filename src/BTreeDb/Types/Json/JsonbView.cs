using System.Buffers.Binary;

namespace BTreeDb.Types.Json;

/// <summary>
/// A jsonb value, read where it lies. A byte for the kind, then: of a string its text; of a number the numeric as in a row;
/// of an array the count, the end of each element, the elements; of an object the count, the end of each key, the end of
/// each value, the keys, the values. Numbers are 32 bits, little-endian; ends count from the first byte behind the ends.
/// Keys are different and sorted by length, then bytes.
/// </summary>
internal readonly ref struct JsonbView
{
    internal const int HeaderBytes = 5;

    private readonly ReadOnlySpan<byte> _bytes;

    /// <summary>Opens a value.</summary>
    public JsonbView(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length == 0 || bytes[0] > (byte)JsonKind.Object)
            TypeErrors.ThrowCorruptRow("a jsonb has no kind");
        _bytes = bytes;
        Count = Kind >= JsonKind.Array ? ReadInt32(1) : 0;
    }

    public JsonKind Kind => (JsonKind)_bytes[0];

    /// <summary>Elements of an array, members of an object.</summary>
    public int Count { get; }

    public bool IsContainer => Kind >= JsonKind.Array;

    /// <summary>All bytes of the value.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes;

    /// <summary>The text of a string.</summary>
    public ReadOnlySpan<byte> Text => _bytes[1..];

    /// <summary>The value of a number.</summary>
    public Numeric Number => NumericCodec.Read(_bytes[1..]);

    /// <summary>An element of an array, or the value of a member of an object.</summary>
    public JsonbView this[int index]
    {
        get
        {
            var isObject = Kind == JsonKind.Object;
            var ends = HeaderBytes + (isObject ? Count * 4 : 0);
            var first = HeaderBytes + Count * (isObject ? 8 : 4) + (isObject && Count > 0 ? ReadInt32(HeaderBytes + (Count - 1) * 4) : 0);
            var start = index == 0 ? 0 : ReadInt32(ends + (index - 1) * 4);
            return new JsonbView(_bytes[(first + start)..(first + ReadInt32(ends + index * 4))]);
        }
    }

    /// <summary>The name of a member of an object.</summary>
    public ReadOnlySpan<byte> KeyAt(int index)
    {
        var first = HeaderBytes + Count * 8;
        var start = index == 0 ? 0 : ReadInt32(HeaderBytes + (index - 1) * 4);
        return _bytes[(first + start)..(first + ReadInt32(HeaderBytes + index * 4))];
    }

    /// <summary>The number of the member with a name; -1 when there is none.</summary>
    public int Find(ReadOnlySpan<byte> key)
    {
        var (low, high) = (0, Kind == JsonKind.Object ? Count - 1 : -1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var order = CompareKeys(KeyAt(middle), key);
            if (order == 0)
                return middle;
            if (order < 0)
                low = middle + 1;
            else
                high = middle - 1;
        }

        return -1;
    }

    /// <summary>The order of members in an object.</summary>
    public static int CompareKeys(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right) =>
        left.Length != right.Length ? left.Length.CompareTo(right.Length) : left.SequenceCompareTo(right);

    private int ReadInt32(int at) => BinaryPrimitives.ReadInt32LittleEndian(_bytes[at..]);
}
