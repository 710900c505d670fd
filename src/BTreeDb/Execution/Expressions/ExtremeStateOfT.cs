using System.Runtime.CompilerServices;
using BTreeDb.Execution.Kernels;
using BTreeDb.Execution.Vectors;
using BTreeDb.Types;

namespace BTreeDb.Execution.Expressions;

/// <summary>
/// min or max of any ordered type. Text that wins is copied to the state's own memory, which is tidied when most of it
/// belongs to former winners.
/// </summary>
internal sealed class ExtremeState<T, TOrder>(bool isMax) : AggregateState
    where T : struct
    where TOrder : struct, IValueOrder<T>
{
    private const long TidyThresholdBytes = 1 << 20;

    private readonly GroupArray<T> _best = new();
    private readonly GroupArray<bool> _any = new();
    private TextArena _arena = new();
    private long _liveBytes;
    private long _copiedBytes;

    public override long MemoryBytes => _best.MemoryBytes + _any.MemoryBytes + _arena.UsedBytes;

    public override void EnsureGroups(int groupCount)
    {
        _best.Ensure(groupCount);
        _any.Ensure(groupCount);
    }

    public override void Reset()
    {
        _best.Clear();
        _any.Clear();
        _arena.Reset();
        (_liveBytes, _copiedBytes) = (0, 0);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Update(ColumnVector? argument, ReadOnlySpan<int> groupOf, Batch batch)
    {
        var vector = (ColumnVector<T>)argument!;
        var selection = batch.Selection;
        var count = batch.Count;
        for (var i = 0; i < count; i++)
        {
            var row = selection is null ? i : selection[i];
            var index = vector.IndexOf(row);
            if (!vector.Nulls[index])
                Offer(groupOf[row], vector.Values[index]);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void UpdateSingle(ColumnVector? argument, Batch batch)
    {
        var vector = (ColumnVector<T>)argument!;
        if (vector.IsConstant)
        {
            if (batch.Count > 0 && !vector.Nulls[0])
                Offer(0, vector.Values[0]);
            return;
        }

        if (batch.Selection is null && !vector.Nulls.Any && batch.RowCount > 0
            && DenseExtreme.TryFind<T>(vector.Values.AsSpan(0, batch.RowCount), isMax, out var best))
        {
            Offer(0, best);
            return;
        }

        var selection = batch.Selection;
        var count = batch.Count;
        for (var i = 0; i < count; i++)
        {
            var row = selection is null ? i : selection[i];
            if (!vector.Nulls[row])
                Offer(0, vector.Values[row]);
        }
    }

    public override void Merge(AggregateState other, int first, ReadOnlySpan<int> groupOf)
    {
        var source = (ExtremeState<T, TOrder>)other;
        for (var group = 0; group < groupOf.Length; group++)
        {
            if (source._any[first + group])
                Offer(groupOf[group], source._best[first + group]);
        }
    }

    public override void Finish(int firstGroup, int count, ColumnVector target)
    {
        var values = ((ColumnVector<T>)target).Values;
        for (var i = 0; i < count; i++)
        {
            if (_any[firstGroup + i])
                values[i] = _best[firstGroup + i];
            else
                target.SetDatum(i, Datum.Null);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Offer(int group, in T value)
    {
        ref var any = ref _any[group];
        ref var best = ref _best[group];
        if (any)
        {
            var order = TOrder.Compare(value, best);
            if (isMax ? order <= 0 : order >= 0)
                return;
        }

        if (typeof(T) == typeof(TextView))
        {
            Keep(group, Unsafe.As<T, TextView>(ref Unsafe.AsRef(in value)));
            return;
        }

        any = true;
        best = value;
    }

    private void Keep(int group, TextView value)
    {
        if (_any[group])
            _liveBytes -= OutsideBytes(TextOf(group));
        _any[group] = true;
        TextOf(group) = _arena.Add(value);
        _liveBytes += OutsideBytes(value);
        _copiedBytes += OutsideBytes(value);
        if (_copiedBytes > TidyThresholdBytes && _copiedBytes > 4 * _liveBytes)
            Tidy();
    }

    /// <summary>Moves the winners to a new arena and drops the old one.</summary>
    private void Tidy()
    {
        var arena = new TextArena();
        for (var group = 0; group < _any.Values.Length; group++)
        {
            if (_any[group])
                TextOf(group) = arena.Add(TextOf(group));
        }

        _arena = arena;
        _copiedBytes = _liveBytes;
    }

    private ref TextView TextOf(int group) => ref Unsafe.As<T, TextView>(ref _best[group]);

    private static long OutsideBytes(in TextView view) => view.IsInline ? 0 : view.Length;
}
