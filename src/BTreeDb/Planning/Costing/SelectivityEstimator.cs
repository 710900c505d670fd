using System.Collections.Immutable;
using BTreeDb.Binding;
using BTreeDb.Binding.Expressions;
using BTreeDb.Catalog;
using BTreeDb.Planning.Expressions;
using BTreeDb.Planning.Logical;
using BTreeDb.Types;

namespace BTreeDb.Planning.Costing;

/// <summary>The share of rows for which conditions are true: by statistics, else PostgreSQL's defaults.</summary>
internal sealed class SelectivityEstimator(ICatalogView catalog, DistinctEstimator distinct, IConstantEvaluator? evaluator)
{
    private const double Range = 1.0 / 3;

    /// <summary>A range with two limits of which nothing is known.</summary>
    private const double ClosedRange = 0.005;
    private const double Unknown = 1.0 / 3;
    private const double Pattern = 0.05;
    private const double IsNull = 0.01;

    /// <summary>Small tables are not worth the evaluation of conditions on samples.</summary>
    private const int SampledRowsMin = 1000;

    private readonly ConditionSampling? _sampling = evaluator is null ? null : new(evaluator);

    /// <summary>The share of the plan's rows that satisfies a condition.</summary>
    public double Estimate(LogicalOperator plan, BoundExpression condition) => condition switch
    {
        BoundLiteral literal => !literal.Value.IsNull && literal.Value.AsBoolean() ? 1 : 0,
        BoundLogical { IsAnd: true } and => All(plan, and.Operands),
        BoundLogical or => Any(plan, or.Operands),
        BoundNot not => 1 - Estimate(plan, not.Operand),
        BoundCall { Arguments.Length: 2 } call => EstimateCall(plan, call),
        BoundIsNull isNull => EstimateIsNull(plan, isNull),
        BoundInList list => EstimateList(plan, list),
        _ => BySample(plan, condition) ?? Unknown,
    };

    /// <summary>
    /// The share that satisfies all conditions, taken as independent but for two limits of one column, which are one range.
    /// </summary>
    public double All(LogicalOperator plan, ImmutableArray<BoundExpression> conditions)
    {
        var share = 1.0;
        for (var i = 0; i < conditions.Length; i++)
        {
            if (Limit(conditions[i]) is { } limit && FindOpposite(conditions, i, limit) is var other && other >= 0)
            {
                if (other > i)
                    share *= EstimateRange(plan, conditions[i], conditions[other]);
                continue;
            }

            share *= Estimate(plan, conditions[i]);
        }

        return plan is LogicalJoin or LogicalJoinSet && conditions.Length > 1 ? share * Correction(plan, conditions) : share;
    }

    private double Correction(LogicalGet referred, Dictionary<int, double> matched) =>
        CompositeKeys.Correction(referred.Table, Math.Max(1, catalog.EstimateRowCount(referred.Table.Id)), matched);

    /// <summary>What keys of several columns make of the equalities of a join.</summary>
    private double Correction(LogicalOperator join, ImmutableArray<BoundExpression> conditions)
    {
        var pairs = new Dictionary<(LogicalGet Referred, LogicalGet Referring), Dictionary<int, double>>();
        foreach (var condition in conditions)
        {
            if (!Comparison.IsEquality(condition, out var left, out var right)
                || left is not BoundColumn leftColumn || right is not BoundColumn rightColumn
                || ColumnOrigin.Find(join, leftColumn.Id) is not { } one || ColumnOrigin.Find(join, rightColumn.Id) is not { } other)
                continue;
            var values = Math.Max(Values(join, left), Values(join, right));
            Add(one, other);
            Add(other, one);

            void Add(ColumnOrigin referred, ColumnOrigin referring)
            {
                var key = (referred.Get, referring.Get);
                if (!pairs.TryGetValue(key, out var matched))
                    pairs.Add(key, matched = []);
                matched[referred.Ordinal] = values;
            }
        }

        var factor = 1.0;
        foreach (var ((referred, referring), matched) in pairs)
        {
            var own = Correction(referred, matched);
            var back = Correction(referring, pairs[(referring, referred)]);
            // Each pair is met twice; the greater of the two says it.
            factor *= Math.Sqrt(Math.Max(own, back));
        }

        return factor;
    }

    private double Any(LogicalOperator plan, ImmutableArray<BoundExpression> operands)
    {
        var none = 1.0;
        foreach (var operand in operands)
            none *= 1 - Estimate(plan, operand);
        return 1 - none;
    }

    private double EstimateCall(LogicalOperator plan, BoundCall call) => call.Function switch
    {
        FunctionId.Equal => Equality(plan, call),
        FunctionId.NotEqual => Math.Max(0, 1 - Equality(plan, call)),
        FunctionId.Less or FunctionId.LessOrEqual or FunctionId.Greater or FunctionId.GreaterOrEqual =>
            OneLimit(plan, call) ?? BySample(plan, call) ?? Range,
        FunctionId.Like or FunctionId.ILike or FunctionId.StartsWith or FunctionId.CollatedLike or FunctionId.CollatedILike =>
            BySample(plan, call) ?? Pattern,
        FunctionId.NotLike or FunctionId.NotILike or FunctionId.CollatedNotLike or FunctionId.CollatedNotILike =>
            BySample(plan, call) ?? 1 - Pattern,
        _ => BySample(plan, call) ?? Unknown,
    };

    private double Equality(LogicalOperator plan, BoundCall call)
    {
        var (column, value) = Sides(call);
        if (column is not null && StatisticsOf(plan, column) is { } statistics)
        {
            if (value is BoundLiteral literal)
                return KeyOf(literal, column.Type) is { } key ? ValueDistribution.Equal(statistics, key) : 0;
            if (ColumnReferences.Of(value!).Count == 0)
                return ValueDistribution.EqualUnknown(statistics);
        }
        else if (column is null && BySample(plan, call) is { } sampled)
        {
            return sampled;
        }

        return 1 / Math.Max(Values(plan, call.Arguments[0]), Values(plan, call.Arguments[1]));
    }

    private double? OneLimit(LogicalOperator plan, BoundCall call)
    {
        var (column, value) = Sides(call);
        if (column is null || value is not BoundLiteral literal || StatisticsOf(plan, column) is not { } statistics)
            return null;
        var comparison = ReferenceEquals(Unwrapped(call.Arguments[0]), column)
            ? call.Function
            : Comparison.Exchanged(call.Function);
        if (KeyOf(literal, column.Type) is not { } key)
            return literal.Value.IsNull ? 0 : null;
        var below = ValueDistribution.Below(
            statistics, key, comparison is FunctionId.LessOrEqual or FunctionId.Greater);
        return comparison is FunctionId.Less or FunctionId.LessOrEqual
            ? below
            : Math.Max(0, 1 - statistics.NullShare - below);
    }

    private double EstimateRange(LogicalOperator plan, BoundExpression one, BoundExpression other)
    {
        var (column, _) = Sides((BoundCall)one);
        if (OneLimit(plan, (BoundCall)one) is not { } first || OneLimit(plan, (BoundCall)other) is not { } second)
            return ClosedRange;
        var nulls = StatisticsOf(plan, column!)?.NullShare ?? 0;
        // Even an empty range of the histogram may hold rows.
        return Math.Max(first + second - 1 + nulls, 1e-6);
    }

    /// <summary>Whether a condition limits a column, and from which side.</summary>
    private static (ColumnId Column, bool IsLower)? Limit(BoundExpression condition)
    {
        if (condition is not BoundCall { Arguments.Length: 2 } call
            || call.Function is not (FunctionId.Less or FunctionId.LessOrEqual or FunctionId.Greater or FunctionId.GreaterOrEqual))
            return null;
        var (column, value) = Sides(call);
        if (column is null || ColumnReferences.Of(value!).Contains(column.Id))
            return null;
        var isColumnLeft = ReferenceEquals(Unwrapped(call.Arguments[0]), column);
        return (column.Id, call.Function is FunctionId.Greater or FunctionId.GreaterOrEqual == isColumnLeft);
    }

    private static int FindOpposite(ImmutableArray<BoundExpression> conditions, int at, (ColumnId Column, bool IsLower) limit)
    {
        for (var i = 0; i < conditions.Length; i++)
        {
            if (i != at && Limit(conditions[i]) is { } other && other.Column == limit.Column && other.IsLower != limit.IsLower)
                return i;
        }

        return -1;
    }

    private double EstimateIsNull(LogicalOperator plan, BoundIsNull isNull)
    {
        var share = isNull.Operand is BoundColumn column && StatisticsOf(plan, column) is { } statistics
            ? statistics.NullShare
            : IsNull;
        return isNull.IsNegated ? 1 - share : share;
    }

    private double EstimateList(LogicalOperator plan, BoundInList list)
    {
        var share = ListShare(plan, list);
        if (share is null && BySample(plan, list) is { } sampled)
            return sampled;
        share ??= Math.Min(1, list.Values.Length / Values(plan, list.Operand));
        return list.IsNegated ? 1 - share.Value : share.Value;
    }

    private double? ListShare(LogicalOperator plan, BoundInList list)
    {
        if (Unwrapped(list.Operand) is not BoundColumn column || StatisticsOf(plan, column) is not { } statistics)
            return null;
        var share = 0.0;
        foreach (var value in list.Values)
        {
            if (value is BoundLiteral literal)
                share += KeyOf(literal, column.Type) is { } key ? ValueDistribution.Equal(statistics, key) : 0;
            else
                share += ValueDistribution.EqualUnknown(statistics);
        }

        return Math.Min(1, share);
    }

    private double? BySample(LogicalOperator plan, BoundExpression condition)
    {
        if (_sampling is null || Volatility.IsVolatile(condition))
            return null;
        var used = ColumnReferences.Of(condition);
        if (used.Count != 1)
            return null;
        foreach (var id in used)
        {
            if (ColumnOrigin.Find(plan, id) is { } origin && catalog.EstimateRowCount(origin.Get.Table.Id) >= SampledRowsMin
                && catalog.FindStatistics(origin.Get.Table, origin.Ordinal) is { } statistics)
            {
                var column = origin.Get.Table.Columns[origin.Ordinal];
                return _sampling.Estimate(condition, new BoundColumn(id, column.Type, column.Name), statistics);
            }
        }

        return null;
    }

    private double Values(LogicalOperator plan, BoundExpression side) => side switch
    {
        BoundColumn column => distinct.Estimate(plan, column.Id),
        BoundCast { Operand: BoundColumn column } => distinct.Estimate(plan, column.Id),
        BoundLiteral or BoundParameter => 1,
        _ => 10,
    };

    private ColumnStatistics? StatisticsOf(LogicalOperator plan, BoundColumn column) =>
        ColumnOrigin.Find(plan, column.Id) is { } origin ? catalog.FindStatistics(origin.Get.Table, origin.Ordinal) : null;

    /// <summary>A column and what it is compared with; the column may be widened.</summary>
    private static (BoundColumn? Column, BoundExpression? Value) Sides(BoundCall call) =>
        Unwrapped(call.Arguments[0]) is BoundColumn left && Unwrapped(call.Arguments[1]) is not BoundColumn
            ? (left, call.Arguments[1])
            : Unwrapped(call.Arguments[1]) is BoundColumn right && Unwrapped(call.Arguments[0]) is not BoundColumn
                ? (right, call.Arguments[0])
                : (null, null);

    private static BoundExpression Unwrapped(BoundExpression side) =>
        side is BoundCast { Operand: BoundColumn column } cast && IsSameKind(column.Type, cast.Type) ? column : side;

    private static bool IsSameKind(SqlType from, SqlType to) => (from.Id, to.Id) switch
    {
        (TypeId.SmallInt or TypeId.Integer, TypeId.Integer or TypeId.BigInt) => true,
        (TypeId.VarChar or TypeId.Text, TypeId.VarChar or TypeId.Text) => true,
        _ => false,
    };

    /// <summary>A literal as the column's statistics would hold it; null where the column cannot have such a value.</summary>
    private static byte[]? KeyOf(BoundLiteral literal, SqlType type)
    {
        if (literal.Value.IsNull || literal.Type.Physical != type.Physical && !IsSameKind(type, literal.Type))
            return null;
        var value = literal.Value;
        if (type.Physical == PhysicalType.Int16)
            value = Datum.FromInt64(Math.Clamp(value.AsInt64(), short.MinValue, short.MaxValue));
        else if (type.Physical == PhysicalType.Int32)
            value = Datum.FromInt64(Math.Clamp(value.AsInt64(), int.MinValue, int.MaxValue));
        var writer = new ByteWriter(32);
        KeyEncoding.Append(writer, ColumnStatistics.EncodingOf(type), value);
        return writer.Written.ToArray();
    }
}
