using System.Buffers.Binary;

namespace BTreeDb.Types.Arrays;

/// <summary>
/// Collects elements and writes an array value (see <see cref="ArrayView"/> for the bytes). Reused: <see cref="Begin"/>,
/// then the elements in row-major order, then <see cref="Finish(ByteWriter, ArrayShape)"/>.
/// </summary>
internal sealed class ArrayBuilder
{
    private readonly ByteWriter _bytes = new();
    private readonly ArrayShape _line = new();
    private int[] _ends = new int[16];
    private ulong[] _nulls = new ulong[1];
    private bool _hasNulls;
    private int _width;

    /// <summary>The family of the elements.</summary>
    public TypeId Element { get; private set; }

    /// <summary>Elements so far.</summary>
    public int Count { get; private set; }

    /// <summary>Bytes that the builder holds, about.</summary>
    public long MemoryBytes => _bytes.Length + (long)_ends.Length * 4 + (long)_nulls.Length * 8;

    /// <summary>Starts an array.</summary>
    public void Begin(TypeId element)
    {
        Element = element;
        Count = 0;
        _width = ElementCodec.WidthOf(element);
        _hasNulls = false;
        _bytes.Reset();
        Array.Clear(_nulls);
    }

    /// <summary>Adds an element from its raw bytes.</summary>
    public void Add(ReadOnlySpan<byte> raw)
    {
        _bytes.Append(raw);
        EndElement();
    }

    /// <summary>Adds a value that is not NULL.</summary>
    public void Add(in Datum value)
    {
        ElementCodec.Write(_bytes, value, Element);
        EndElement();
    }

    /// <summary>Where an element's raw bytes go; <see cref="EndElement"/> follows.</summary>
    public ByteWriter Raw => _bytes;

    /// <summary>Ends an element that was written to <see cref="Raw"/>.</summary>
    public void EndElement()
    {
        if (Count == ArrayView.CountMax)
            throw ArrayErrors.TooLarge();
        if (Count == _ends.Length)
            Array.Resize(ref _ends, Count * 2);
        _ends[Count++] = _bytes.Length;
    }

    public void AddNull()
    {
        if (_width > 0)
            _bytes.Append(_width).Clear();
        EndElement();
        var word = (Count - 1) >> 6;
        if (word >= _nulls.Length)
            Array.Resize(ref _nulls, Math.Max(word + 1, _nulls.Length * 2));
        _nulls[word] |= 1UL << ((Count - 1) & 63);
        _hasNulls = true;
    }

    /// <summary>Adds an element of an array of the same family.</summary>
    public void AddFrom(in ArrayView source, int index)
    {
        if (source.IsNull(index))
            AddNull();
        else
            Add(source[index]);
    }

    /// <summary>Adds all elements of an array of the same family.</summary>
    public void AddAll(in ArrayView source)
    {
        for (var i = 0; i < source.Count; i++)
            AddFrom(source, i);
    }

    /// <summary>Writes the array in one dimension, empty if there are no elements.</summary>
    public void Finish(ByteWriter target, int lower = 1)
    {
        _line.TakeLine(Count, lower);
        Finish(target, _line);
    }

    /// <summary>Writes the array in a shape of as many elements.</summary>
    public void Finish(ByteWriter target, ArrayShape shape)
    {
        if (Count == 0)
        {
            WriteEmpty(target, Element);
            return;
        }

        var header = target.Append(ArrayView.HeaderBytes);
        header[0] = (byte)shape.Dimensions;
        header[1] = (byte)(_hasNulls ? 1 : 0);
        header[2] = (byte)Element;
        header[3] = 0;
        for (var i = 0; i < shape.Dimensions; i++)
        {
            BinaryPrimitives.WriteInt32LittleEndian(target.Append(4), shape.Lengths[i]);
            BinaryPrimitives.WriteInt32LittleEndian(target.Append(4), shape.Lowers[i]);
        }

        if (_hasNulls)
            WriteNulls(target);
        if (_width < 0)
        {
            for (var i = 0; i < Count; i++)
                BinaryPrimitives.WriteInt32LittleEndian(target.Append(4), _ends[i]);
        }

        target.Append(_bytes.Written);
    }

    /// <summary>Writes an array without elements.</summary>
    public static void WriteEmpty(ByteWriter target, TypeId element)
    {
        var header = target.Append(ArrayView.HeaderBytes);
        header.Clear();
        header[2] = (byte)element;
    }

    private void WriteNulls(ByteWriter target)
    {
        var bitmap = target.Append((Count + 7) / 8);
        for (var i = 0; i < bitmap.Length; i++)
            bitmap[i] = i >> 3 < _nulls.Length ? (byte)(_nulls[i >> 3] >> ((i & 7) * 8)) : (byte)0;
    }
}
