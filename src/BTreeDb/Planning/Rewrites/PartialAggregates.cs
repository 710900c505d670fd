using System.Collections.Immutable;
using BTreeDb.Binding;
using BTreeDb.Binding.Expressions;
using BTreeDb.Binding.Queries;
using BTreeDb.Planning.Expressions;
using BTreeDb.Types;

namespace BTreeDb.Planning.Rewrites;

/// <summary>
/// Splits aggregates over joined rows into aggregates over the rows of one relation, and aggregates that combine their results.
/// </summary>
/// <param name="ids">Makes columns.</param>
/// <param name="isNullExtended">Whether the join makes rows in which the relation is NULL: those were aggregated by nobody.</param>
/// <param name="hasKeys">Whether the joined rows are grouped; if not, there is a group without any row.</param>
internal sealed class PartialAggregates(ColumnIdAllocator ids, bool isNullExtended, bool hasKeys)
{
    private readonly ImmutableArray<BoundAggregate>.Builder _partial = ImmutableArray.CreateBuilder<BoundAggregate>();
    private readonly ImmutableArray<BoundAggregate>.Builder _combining = ImmutableArray.CreateBuilder<BoundAggregate>();
    private readonly ImmutableArray<BoundProjection>.Builder _results = ImmutableArray.CreateBuilder<BoundProjection>();
    private readonly ImmutableArray<BoundProjection>.Builder _resultsOfOne = ImmutableArray.CreateBuilder<BoundProjection>();

    /// <summary>The aggregates over the relation.</summary>
    public ImmutableArray<BoundAggregate> Partial => _partial.ToImmutable();

    /// <summary>The aggregates over the join.</summary>
    public ImmutableArray<BoundAggregate> Combining => _combining.ToImmutable();

    /// <summary>The results, computed of <see cref="Combining"/>.</summary>
    public ImmutableArray<BoundProjection> Results => _results.ToImmutable();

    /// <summary>The results where each group of the join has one row; empty if something is not computed of <see cref="Partial"/>.</summary>
    public ImmutableArray<BoundProjection> ResultsOfOne => _resultsOfOne.Count == _results.Count ? _resultsOfOne.ToImmutable() : [];

    /// <summary>Whether an aggregate has the same result however often each of its rows comes.</summary>
    public static bool IgnoresRepetition(BoundAggregate aggregate) => aggregate.Order.IsEmpty && !aggregate.IsOrderedSet
        && (aggregate.IsDistinct || aggregate.Aggregate is AggregateId.Min or AggregateId.Max or AggregateId.AnyValue
            or AggregateId.BoolAnd or AggregateId.BoolOr or AggregateId.BitAnd or AggregateId.BitOr);

    /// <summary>Whether an aggregate over columns of one relation can be computed there, as far as it goes.</summary>
    public bool CanSplit(BoundAggregate aggregate)
    {
        if (aggregate.IsDistinct || aggregate.IsOrderedSet || !aggregate.Order.IsEmpty)
            return false;
        var cannotFail = true;
        AggregateExpression.Visit(aggregate, part => cannotFail &= Fallibility.CannotFail(part));
        if (!cannotFail || (isNullExtended && !IsNeutral(aggregate)))
            return false;
        return aggregate.Aggregate switch
        {
            AggregateId.CountStar or AggregateId.Count => true,
            AggregateId.Sum or AggregateId.Avg =>
                aggregate.Argument!.Type.Id is TypeId.SmallInt or TypeId.Integer or TypeId.BigInt or TypeId.Numeric,
            _ => IgnoresRepetition(aggregate),
        };
    }

    /// <summary>Keeps an aggregate over the joined rows.</summary>
    public void Keep(BoundAggregate aggregate)
    {
        _combining.Add(aggregate);
        var column = AggregateExpression.ColumnsOf([aggregate])[0];
        _results.Add(new BoundProjection(column, Projection.Reference(column)));
    }

    /// <summary>Splits an aggregate for which <see cref="CanSplit"/> holds.</summary>
    public void Split(BoundAggregate aggregate)
    {
        switch (aggregate.Aggregate)
        {
            case AggregateId.CountStar or AggregateId.Count:
                var count = CountOf(aggregate, aggregate.Aggregate);
                Add(aggregate, OrZero(Combine(AggregateId.Sum, count, SqlType.BigInt)), count);
                break;
            case AggregateId.Avg:
                var sumType = aggregate.Argument!.Type.Id is TypeId.SmallInt or TypeId.Integer ? SqlType.BigInt : SqlType.Numeric;
                var sum = Compute(aggregate, AggregateId.Sum, sumType);
                var values = CountOf(aggregate, AggregateId.Count);
                var combined = Average(Combine(AggregateId.Sum, sum, sumType), Combine(AggregateId.Sum, values, SqlType.BigInt));
                Add(aggregate, combined, Average(sum, values));
                break;
            default:
                var value = Compute(aggregate, aggregate.Aggregate, aggregate.Type);
                Add(aggregate, Combine(aggregate.Aggregate, value, aggregate.Type), value);
                break;
        }
    }

    /// <summary>Whether a row in which the relation is NULL counts for nothing.</summary>
    private static bool IsNeutral(BoundAggregate aggregate) => aggregate.Filter is null
        && (aggregate.Aggregate == AggregateId.CountStar || NullRejection.NullMaking(aggregate.Argument!).Count > 0);

    /// <summary>The number of rows behind a joined row: without partner in the relation it is one, with NULLs as values.</summary>
    private BoundExpression CountOf(BoundAggregate aggregate, AggregateId kind)
    {
        var count = Compute(aggregate, kind, SqlType.BigInt);
        return isNullExtended ? Or(count, kind == AggregateId.CountStar ? 1 : 0) : count;
    }

    private BoundExpression OrZero(BoundExpression count) => hasKeys ? count : Or(count, 0);

    private static BoundCoalesce Or(BoundExpression count, long number) =>
        new([count, new BoundLiteral(Datum.FromInt64(number), SqlType.BigInt)], SqlType.BigInt);

    private static BoundCall Average(BoundExpression sum, BoundExpression count) =>
        new(FunctionId.Divide, [AsNumeric(sum), AsNumeric(count)], SqlType.Numeric);

    private static BoundExpression AsNumeric(BoundExpression value) =>
        value.Type.Id == TypeId.Numeric ? value : new BoundCast(value, SqlType.Numeric, IsExplicit: true);

    private BoundColumn Compute(BoundAggregate aggregate, AggregateId kind, SqlType type)
    {
        foreach (var known in _partial)
        {
            if (known.Aggregate == kind && ExpressionEquality.AreEqual(known.Filter, aggregate.Filter)
                && ExpressionEquality.AreEqual(known.Arguments, aggregate.Arguments))
                return new BoundColumn(known.Output, known.Type, AggregateExpression.NameOf(kind));
        }

        var column = ids.Create(AggregateExpression.NameOf(kind), type);
        _partial.Add(aggregate with { Output = column.Id, Aggregate = kind, Type = type });
        return Projection.Reference(column);
    }

    private BoundColumn Combine(AggregateId kind, BoundExpression value, SqlType type)
    {
        var column = ids.Create(AggregateExpression.NameOf(kind), type);
        _combining.Add(new BoundAggregate(column.Id, kind, [value], IsDistinct: false, Filter: null, type));
        return Projection.Reference(column);
    }

    private void Add(BoundAggregate aggregate, BoundExpression combined, BoundExpression single)
    {
        var column = AggregateExpression.ColumnsOf([aggregate])[0];
        _results.Add(new BoundProjection(column, combined));
        _resultsOfOne.Add(new BoundProjection(column, single));
    }
}
