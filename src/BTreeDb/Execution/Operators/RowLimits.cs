using BTreeDb.Types;

namespace BTreeDb.Execution.Operators;

/// <summary>LIMIT and OFFSET of one execution.</summary>
internal readonly record struct RowLimits(long Limit, long Offset)
{
    /// <summary>The rows to produce until the limit is reached, those of the offset included; saturates.</summary>
    public long Total => Limit > long.MaxValue - Offset ? long.MaxValue : Limit + Offset;

    /// <summary>Evaluates both expressions; NULL and absence mean none.</summary>
    public static RowLimits Evaluate(ConstantValue? limit, ConstantValue? offset, StatementContext context)
    {
        var rows = Read(limit, context, long.MaxValue);
        var skipped = Read(offset, context, 0);
        if (rows < 0)
            throw OperatorErrors.NegativeLimit();
        if (skipped < 0)
            throw OperatorErrors.NegativeOffset();
        return new RowLimits(rows, skipped);
    }

    private static long Read(ConstantValue? value, StatementContext context, long absent)
    {
        if (value is null)
            return absent;
        Datum datum = value.Evaluate(context);
        return datum.IsNull ? absent : datum.AsInt64();
    }
}
