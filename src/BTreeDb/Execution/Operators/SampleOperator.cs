using BTreeDb.Execution.Vectors;

namespace BTreeDb.Execution.Operators;

/// <summary>
/// TABLESAMPLE: a row is in the sample when a hash of its number, or of that of its run, is small enough. The number is
/// its place in the table's order, so a sample with a seed is the same as long as the table is.
/// </summary>
internal sealed class SampleOperator(Operator input, bool isBySystem, ConstantValue percent, ConstantValue? seed)
    : UnaryOperator(input)
{
    /// <summary>How many rows SYSTEM takes or leaves together; about those of a page.</summary>
    private const int RunShift = 6;
    private ulong _seed;
    private ulong _limit;
    private bool _isWhole;
    private long _row;

    /// <inheritdoc/>
    public override void Open(StatementContext context)
    {
        var share = percent.Evaluate(context);
        if (share.IsNull)
            throw OperatorErrors.NullSample();
        var value = share.AsSingle();
        if (!(value >= 0 && value <= 100))
            throw OperatorErrors.SampleOutOfRange();
        _isWhole = value >= 100;
        _limit = (ulong)(value / 100.0 * ulong.MaxValue);
        _seed = SeedOf(context);
        _row = 0;
        base.Open(context);
    }

    /// <inheritdoc/>
    public override Batch? Next()
    {
        while (Input.Next() is { } batch)
        {
            Context.CheckCancellation();
            if (_isWhole)
                return batch;
            if (batch.Count > 0 && Keep(batch))
                return batch;
        }

        return null;
    }

    private ulong SeedOf(StatementContext context)
    {
        if (seed is null)
            return (ulong)context.Evaluation.Random.NextInt64();
        var value = seed.Evaluate(context);
        return value.IsNull ? throw OperatorErrors.NullSampleSeed() : (ulong)BitConverter.DoubleToInt64Bits(value.AsDouble());
    }

    private bool Keep(Batch batch)
    {
        var rows = RowList.Of(batch);
        var target = batch.OwnSelection();
        var kept = 0;
        foreach (var row in rows)
        {
            var number = (ulong)(isBySystem ? _row >> RunShift : _row);
            _row++;
            if (VectorHash.Mix(VectorHash.Mix(number) ^ _seed) < _limit)
                target[kept++] = row;
        }

        batch.Select(target, kept);
        return kept > 0;
    }
}
