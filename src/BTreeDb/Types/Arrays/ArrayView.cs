using System.Buffers.Binary;

namespace BTreeDb.Types.Arrays;

/// <summary>
/// An array value, read where it lies. The bytes, little-endian: number of dimensions, a flag for nulls, the family of the
/// elements, a spare byte; length and lower bound of each dimension; with nulls a bitmap (set = NULL); the elements in
/// row-major order, at fixed width where the type has one, else the end of each and then their bytes.
/// </summary>
internal readonly ref struct ArrayView
{
    /// <summary>The most dimensions an array has.</summary>
    public const int DimensionsMax = 6;

    /// <summary>The most elements an array has, as in PostgreSQL.</summary>
    public const int CountMax = 134217727;

    internal const int HeaderBytes = 4;
    internal const int DimensionBytes = 8;

    private readonly ReadOnlySpan<byte> _bytes;
    private readonly int _nulls;
    private readonly int _elements;
    private readonly int _width;

    /// <summary>Opens a value.</summary>
    public ArrayView(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < HeaderBytes || bytes[0] > DimensionsMax)
            TypeErrors.ThrowCorruptRow("an array has no header");
        _bytes = bytes;
        var count = bytes[0] == 0 ? 0 : 1;
        for (var i = 0; i < bytes[0]; i++)
            count = checked(count * LengthOf(i));
        Count = count;
        _nulls = HeaderBytes + bytes[0] * DimensionBytes;
        _elements = bytes[1] != 0 ? _nulls + (count + 7) / 8 : _nulls;
        _width = ElementCodec.WidthOf(Element);
    }

    /// <summary>The value as it is stored.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes;

    /// <summary>The family of the elements.</summary>
    public TypeId Element => (TypeId)_bytes[2];

    /// <summary>0 for an empty array.</summary>
    public int Dimensions => _bytes[0];

    /// <summary>Elements of all dimensions.</summary>
    public int Count { get; }

    /// <summary>Whether there is a bitmap of nulls.</summary>
    public bool HasNulls => _bytes[1] != 0;

    /// <summary>The raw bytes of an element that is not NULL.</summary>
    public ReadOnlySpan<byte> this[int index]
    {
        get
        {
            if (_width > 0)
                return _bytes.Slice(_elements + index * _width, _width);
            var start = index == 0 ? 0 : EndOf(index - 1);
            return _bytes.Slice(_elements + Count * 4 + start, EndOf(index) - start);
        }
    }

    /// <summary>Elements along a dimension.</summary>
    public int LengthOf(int dimension) =>
        BinaryPrimitives.ReadInt32LittleEndian(_bytes[(HeaderBytes + dimension * DimensionBytes)..]);

    /// <summary>The first subscript of a dimension.</summary>
    public int LowerOf(int dimension) =>
        BinaryPrimitives.ReadInt32LittleEndian(_bytes[(HeaderBytes + dimension * DimensionBytes + 4)..]);

    /// <summary>The last subscript of a dimension.</summary>
    public int UpperOf(int dimension) => LowerOf(dimension) + LengthOf(dimension) - 1;

    public bool IsNull(int index) => HasNulls && (_bytes[_nulls + (index >> 3)] & (1 << (index & 7))) != 0;

    /// <summary>The number of the element with these subscripts; -1 when there is none.</summary>
    public int Find(ReadOnlySpan<int> subscripts)
    {
        if (subscripts.Length != Dimensions)
            return -1;
        var index = 0;
        for (var i = 0; i < subscripts.Length; i++)
        {
            var at = (long)subscripts[i] - LowerOf(i);
            if (at < 0 || at >= LengthOf(i))
                return -1;
            index = index * LengthOf(i) + (int)at;
        }

        return index;
    }

    /// <summary>Whether another array has the same dimensions and bounds.</summary>
    public bool HasShapeOf(in ArrayView other) => _bytes[..Shape].SequenceEqual(other._bytes[..other.Shape]);

    private int Shape => _bytes[0] == 0 ? 1 : ShapeEnd;

    private int ShapeEnd => HeaderBytes + _bytes[0] * DimensionBytes;

    private int EndOf(int index) => BinaryPrimitives.ReadInt32LittleEndian(_bytes[(_elements + index * 4)..]);
}
