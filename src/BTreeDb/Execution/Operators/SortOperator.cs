using BTreeDb.Execution.Vectors;
using BTreeDb.Types;

namespace BTreeDb.Execution.Operators;

/// <summary>
/// Sorts by normalized keys: in memory, or by an external merge once the rows outgrow it. With limits it keeps the first
/// rows only. Where several threads read the input, each sorts what it has read, and the sorted parts are merged.
/// </summary>
internal sealed class SortOperator : UnaryOperator
{
    /// <summary>Above this many rows wanted, keeping the first rows pays less than it costs.</summary>
    private const long TopRowsMax = 100_000;

    private readonly ConstantValue? _limit;
    private readonly ConstantValue? _offset;
    private readonly Func<SortPart> _createPart;
    private readonly Action<int, IBatchSource, StatementContext> _readPart;
    private readonly List<SortPart> _parts = [];
    private readonly SortedParts _sorted = new();
    private readonly ColumnVector[] _output;
    private readonly Batch _outputBatch;
    private RowLimits _limits;
    private int _readers;
    private bool _isMerging;
    private int _next;
    private long _left;
    private bool _isRead;

    /// <summary>Sorts an input; with a limit it yields only the rows within it.</summary>
    public SortOperator(
        Operator input, SqlType[] types, KeyColumn[] keys, int[] places, ConstantValue? limit, ConstantValue? offset)
        : base(input)
    {
        (_limit, _offset) = (limit, offset);
        _createPart = () => new SortPart(types, keys, places);
        _readPart = ReadPart;
        _parts.Add(_createPart());
        _output = Array.ConvertAll(types, static type => ColumnVector.Create(type));
        _outputBatch = new Batch(_output);
    }

    private bool IsTop => _limit is not null && _limits.Total <= TopRowsMax;

    /// <summary>What is on disk, of all parts after the end of the input.</summary>
    private SortRuns Runs => _parts[0].Runs;

    /// <inheritdoc/>
    public override void Open(StatementContext context)
    {
        Reset();
        _isRead = false;
        _limits = RowLimits.Evaluate(_limit, _offset, context);
        base.Open(context);
    }

    /// <inheritdoc/>
    public override Batch? Next()
    {
        if (!_isRead)
        {
            _isRead = true;
            if (_limits.Limit > 0)
                Read();
        }
        Context.CheckCancellation();
        return _left <= 0 ? null : _isMerging ? NextMerged() : NextStored();
    }

    /// <inheritdoc/>
    public override void Close()
    {
        Reset();
        base.Close();
    }

    private void Reset()
    {
        _sorted.Clear();
        foreach (var part in _parts)
            part.Clear();
        _isMerging = false;
        _next = 0;
        _left = 0;
    }

    private void Read()
    {
        if (Input is ParallelInputOperator { Readers: > 1 } shared)
        {
            _readers = shared.Readers;
            while (_parts.Count < _readers)
                _parts.Add(_createPart());
            shared.ReadParts(_readPart);
        }
        else
        {
            _readers = 1;
            ReadPart(0, Input, Context);
        }

        _left = _limits.Limit;
        _isMerging = _parts.Exists(static part => part.Runs.Count > 0);
        if (_isMerging)
        {
            StartMerge();
        }
        else
        {
            _sorted.Start(_parts, _limits.Offset, Context);
        }
    }

    private void ReadPart(int reader, IBatchSource source, StatementContext context) =>
        _parts[reader].Read(source, context, IsTop ? _limits.Total : -1, _readers);

    private Batch? NextStored()
    {
        var count = _sorted.Read(_output, (int)Math.Min(Batch.DefaultCapacity, _left));
        return count == 0 ? null : Emit(count);
    }

    /// <summary>All rows go to disk where those of a part did: runs are merged with runs.</summary>
    private void StartMerge()
    {
        foreach (var part in _parts)
        {
            part.WriteRest(Context);
            if (part != _parts[0])
                Runs.TakeFrom(part.Runs);
        }

        Runs.StartReading();
        for (var skipped = _limits.Offset; skipped > 0 && Runs.Count > 0;)
        {
            ClearOutput();
            var count = Runs.Read(_output);
            if (count > skipped)
            {
                _outputBatch.RowCount = count;
                _next = (int)skipped;
            }
            skipped -= count;
        }
    }

    private Batch? NextMerged()
    {
        if (_next > 0)
            return EmitRest();
        ClearOutput();
        var count = (int)Math.Min(Runs.Read(_output), _left);
        return count == 0 ? null : Emit(count);
    }

    /// <summary>What the skipped rows left of their batch.</summary>
    private Batch EmitRest()
    {
        var rows = _outputBatch.OwnSelection();
        var count = (int)Math.Min(_outputBatch.RowCount - _next, _left);
        for (var i = 0; i < count; i++)
            rows[i] = _next + i;
        _outputBatch.Select(rows, count);
        _next = 0;
        _left -= count;
        return _outputBatch;
    }

    private void ClearOutput()
    {
        foreach (var column in _output)
            column.Clear();
    }

    private Batch Emit(int count)
    {
        _left -= count;
        _outputBatch.RowCount = count;
        _outputBatch.SelectAll();
        return _outputBatch;
    }
}
