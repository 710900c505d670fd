using BTreeDb.Execution.Spilling;
using BTreeDb.Execution.Vectors;
using BTreeDb.Types;

namespace BTreeDb.Execution.Operators;

/// <summary>
/// Rows addressed by number, in blocks of a batch's size. Past the memory limit blocks go to a temporary file and come
/// back through a few places in memory.
/// </summary>
internal sealed class RowBlocks(SqlType[] types) : IDisposable
{
    /// <summary>A row's block is <c>row &gt;&gt; BlockShift</c>.</summary>
    public const int BlockShift = 10;

    /// <summary>A row's place in its block is <c>row &amp; BlockMask</c>.</summary>
    public const int BlockMask = Batch.DefaultCapacity - 1;
    private const int CacheSize = 12;
    private readonly List<Batch?> _blocks = [];
    private readonly List<int> _spilledAs = [];
    private readonly Stack<Batch> _free = new();
    private readonly List<(int Block, Batch Rows, long LastUse)> _cache = [];
    private SpilledBlocks? _file;
    private long _uses;
    private long _memory;

    /// <summary>The number of rows.</summary>
    public int Count { get; private set; }

    /// <summary>Appends rows of vectors.</summary>
    public void Append(ColumnVector[] sources, ReadOnlySpan<int> rows, StatementContext context)
    {
        while (rows.Length > 0)
        {
            var place = Count & BlockMask;
            if (place == 0)
                StartBlock(context);
            var block = _blocks[^1]!;
            var count = Math.Min(rows.Length, Batch.DefaultCapacity - place);
            for (var i = 0; i < types.Length; i++)
                block.Columns[i].Append(sources[i], rows[..count], place);
            block.RowCount = place + count;
            Count = checked(Count + count);
            rows = rows[count..];
        }
    }

    /// <summary>A block by number. Of one that was on disk the vectors are valid until a few others have been asked for.</summary>
    public Batch Block(int number) => _blocks[number] ?? ReadBlock(number);

    /// <summary>The columns of the block that a row is in.</summary>
    public ColumnVector[] BlockOf(int row) => Block(row >> BlockShift).Columns;

    /// <summary>Forgets all rows.</summary>
    public void Clear()
    {
        foreach (var block in _blocks)
        {
            if (block is not null)
                Release(block);
        }

        foreach (var (_, rows, _) in _cache)
            Release(rows);
        _blocks.Clear();
        _spilledAs.Clear();
        _cache.Clear();
        _file?.Dispose();
        _file = null;
        _memory = 0;
        Count = 0;
    }

    /// <inheritdoc/>
    public void Dispose() => Clear();

    private void StartBlock(StatementContext context)
    {
        if (_blocks.Count > 0)
        {
            _memory += MemoryOf(_blocks[^1]!);
            if (context.MustSpill(_memory))
                SpillLast(context);
        }

        _blocks.Add(Take());
        _spilledAs.Add(-1);
    }

    private void SpillLast(StatementContext context)
    {
        var block = _blocks[^1]!;
        _memory -= MemoryOf(block);
        _file ??= new SpilledBlocks(context.SpillStorage);
        _spilledAs[^1] = _file.Append(block.Columns, RowList.Of(block));
        _blocks[^1] = null;
        Release(block);
    }

    private Batch ReadBlock(int number)
    {
        _uses++;
        var oldest = 0;
        for (var i = 0; i < _cache.Count; i++)
        {
            if (_cache[i].Block == number)
            {
                _cache[i] = _cache[i] with { LastUse = _uses };
                return _cache[i].Rows;
            }

            if (_cache[i].LastUse < _cache[oldest].LastUse)
                oldest = i;
        }

        var rows = _cache.Count < CacheSize ? Take() : _cache[oldest].Rows;
        rows.RowCount = _file!.Read(_spilledAs[number], rows.Columns);
        rows.SelectAll();
        if (_cache.Count < CacheSize)
            _cache.Add((number, rows, _uses));
        else
            _cache[oldest] = (number, rows, _uses);
        return rows;
    }

    private Batch Take()
    {
        if (!_free.TryPop(out var block))
        {
            var columns = new ColumnVector[types.Length];
            for (var i = 0; i < columns.Length; i++)
                columns[i] = ColumnVector.Create(types[i]);
            return new Batch(columns);
        }

        foreach (var column in block.Columns)
            column.Clear();
        block.RowCount = 0;
        block.SelectAll();
        return block;
    }

    private void Release(Batch block)
    {
        if (_free.Count < 2 * CacheSize)
            _free.Push(block);
    }

    private static long MemoryOf(Batch block)
    {
        long bytes = 0;
        foreach (var column in block.Columns)
            bytes += Batch.DefaultCapacity * 16L + column.Arena.AllocatedBytes;
        return bytes;
    }
}
