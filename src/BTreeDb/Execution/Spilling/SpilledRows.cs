using System.Collections.Immutable;
using System.Runtime.InteropServices;
using BTreeDb.Binding;
using BTreeDb.Execution.Operators;
using BTreeDb.Execution.Vectors;
using BTreeDb.Primitives;
using BTreeDb.Types;

namespace BTreeDb.Execution.Spilling;

/// <summary>
/// Rows in a temporary file: written first, then read back as batches in the same order. A block is a header (length,
/// CRC-32C and row count, 4 bytes each) and its columns; the checksum is checked on every read.
/// </summary>
internal sealed class SpilledRows : IBatchSource, IDisposable
{
    private const int HeaderLength = 12;
    private readonly ISpillFile _file;
    private readonly ColumnVector[] _pending;
    private readonly int[] _places;
    private readonly ByteWriter _writer = new(1 << 14);
    private readonly Batch _output;
    private byte[] _buffer = [];
    private int _pendingCount;
    private long _writeOffset;
    private long _readOffset;

    /// <summary>An empty file for rows of these types.</summary>
    public SpilledRows(ISpillStorage storage, SqlType[] types)
    {
        _file = storage.Create();
        _pending = new ColumnVector[types.Length];
        for (var i = 0; i < types.Length; i++)
            _pending[i] = ColumnVector.Create(types[i]);
        _output = new Batch(_pending);
        _places = new int[Batch.DefaultCapacity];
        for (var i = 0; i < _places.Length; i++)
            _places[i] = i;
    }

    /// <summary>The types of columns.</summary>
    public static SqlType[] TypesOf(ImmutableArray<BoundColumnDefinition> columns)
    {
        var types = new SqlType[columns.Length];
        for (var i = 0; i < types.Length; i++)
            types[i] = columns[i].Type;
        return types;
    }

    /// <summary>Appends rows of vectors of the file's types.</summary>
    public void Append(ColumnVector[] columns, ReadOnlySpan<int> rows)
    {
        while (rows.Length > 0)
        {
            var count = Math.Min(rows.Length, Batch.DefaultCapacity - _pendingCount);
            for (var i = 0; i < _pending.Length; i++)
                _pending[i].Append(columns[i], rows[..count], _pendingCount);
            _pendingCount += count;
            rows = rows[count..];
            if (_pendingCount == Batch.DefaultCapacity)
                WriteBlock();
        }
    }

    /// <summary>Ends writing: the next read starts with the first row. May be called again to read once more.</summary>
    public void Rewind()
    {
        if (_pendingCount > 0)
            WriteBlock();
        _readOffset = 0;
    }

    /// <inheritdoc/>
    public Batch? Next()
    {
        if (_readOffset >= _writeOffset)
            return null;
        Span<byte> header = stackalloc byte[HeaderLength];
        if (_file.Read(_readOffset, header) != HeaderLength)
            throw SpillErrors.Corrupted(_file.Name, _readOffset);
        var length = MemoryMarshal.Read<int>(header);
        if (length < 0 || length > _writeOffset - _readOffset - HeaderLength)
            throw SpillErrors.Corrupted(_file.Name, _readOffset);
        if (_buffer.Length < length)
            _buffer = new byte[length];
        var body = _buffer.AsSpan(0, length);
        if (_file.Read(_readOffset + HeaderLength, body) != length
            || Crc32C.Of(body) != MemoryMarshal.Read<uint>(header[4..]))
            throw SpillErrors.Corrupted(_file.Name, _readOffset);
        _readOffset += HeaderLength + length;
        return Decode(body, MemoryMarshal.Read<int>(header[8..]));
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    private Batch Decode(ReadOnlySpan<byte> body, int count)
    {
        foreach (var column in _pending)
        {
            column.Clear();
            body = ColumnBlock.Read(body, column, count);
        }
        _output.RowCount = count;
        _output.SelectAll();
        return _output;
    }

    private void WriteBlock()
    {
        _writer.Reset();
        _writer.Append(HeaderLength);
        foreach (var column in _pending)
        {
            ColumnBlock.Write(_writer, column, _places.AsSpan(0, _pendingCount));
            column.Clear();
        }
        var block = _writer.Written;
        MemoryMarshal.Write(block, block.Length - HeaderLength);
        MemoryMarshal.Write(block[4..], Crc32C.Of(block[HeaderLength..]));
        MemoryMarshal.Write(block[8..], _pendingCount);
        _file.Write(_writeOffset, block);
        _writeOffset += block.Length;
        _pendingCount = 0;
    }
}
