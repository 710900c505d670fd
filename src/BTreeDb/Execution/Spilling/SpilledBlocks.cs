using System.Runtime.InteropServices;
using BTreeDb.Execution.Vectors;
using BTreeDb.Primitives;
using BTreeDb.Types;

namespace BTreeDb.Execution.Spilling;

/// <summary>
/// Blocks of rows in a temporary file that are read back in any order. A block has a header (length, CRC-32C) and its
/// columns; the checksum is checked on every read.
/// </summary>
internal sealed class SpilledBlocks(ISpillStorage storage) : IDisposable
{
    private const int HeaderLength = 8;
    private readonly ISpillFile _file = storage.Create();
    private readonly ByteWriter _writer = new(1 << 14);
    private readonly List<(long Offset, int Length, int Count)> _blocks = [];
    private byte[] _buffer = [];
    private long _end;

    /// <summary>Appends the rows of a batch and returns the number of its block.</summary>
    public int Append(ColumnVector[] columns, ReadOnlySpan<int> rows)
    {
        _writer.Reset();
        _writer.Append(HeaderLength);
        foreach (var column in columns)
            ColumnBlock.Write(_writer, column, rows);
        var block = _writer.Written;
        MemoryMarshal.Write(block, block.Length - HeaderLength);
        MemoryMarshal.Write(block[4..], Crc32C.Of(block[HeaderLength..]));
        _file.Write(_end, block);
        _blocks.Add((_end, block.Length, rows.Length));
        _end += block.Length;
        return _blocks.Count - 1;
    }

    /// <summary>Fills vectors with a block; returns the number of its rows.</summary>
    public int Read(int number, ColumnVector[] targets)
    {
        var (offset, length, count) = _blocks[number];
        if (_buffer.Length < length)
            _buffer = new byte[length];
        var block = _buffer.AsSpan(0, length);
        var isWhole = _file.Read(offset, block) == length
            && MemoryMarshal.Read<int>(block) == length - HeaderLength
            && MemoryMarshal.Read<uint>(block[4..]) == Crc32C.Of(block[HeaderLength..]);
        if (!isWhole)
            throw SpillErrors.Corrupted(_file.Name, offset);
        ReadOnlySpan<byte> body = block[HeaderLength..];
        foreach (var target in targets)
        {
            target.Clear();
            body = ColumnBlock.Read(body, target, count);
        }

        return count;
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();
}
