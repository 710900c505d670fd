using BTreeDb.Binding;
using BTreeDb.Binding.Expressions;
using BTreeDb.Catalog;
using BTreeDb.Planning.Expressions;
using BTreeDb.Types;

namespace BTreeDb.Planning.Costing;

/// <summary>
/// Estimates any condition on one column by testing it on the values that the statistics hold: patterns, functions, lists,
/// whatever execution can evaluate.
/// </summary>
internal sealed class ConditionSampling(IConstantEvaluator evaluator)
{
    /// <summary>So many bounds are tested at most: they tell a share with a resolution of two percent.</summary>
    private const int BoundsTested = 50;

    /// <summary>The share that is assumed when no tested bound satisfies the condition.</summary>
    private const double LeastRest = 0.01;

    /// <summary>The share of rows that satisfy a condition, or null when it cannot be evaluated.</summary>
    public double? Estimate(BoundExpression condition, BoundColumn column, ColumnStatistics statistics)
    {
        var share = 0.0;
        foreach (var common in statistics.Common)
        {
            if (Test(condition, column, common.Key) is not { } isTrue)
                return null;
            share += isTrue ? common.Share : 0;
        }

        if (statistics.Bounds.Length < 2)
            return Math.Clamp(share, 0, 1);
        var (tested, found) = (0, 0);
        var step = Math.Max(1, statistics.Bounds.Length / BoundsTested);
        for (var i = step / 2; i < statistics.Bounds.Length; i += step)
        {
            if (Test(condition, column, statistics.Bounds[i]) is not { } isTrue)
                return null;
            tested++;
            found += isTrue ? 1 : 0;
        }

        var rest = Math.Max(LeastRest / 2, (double)found / tested);
        return Math.Clamp(share + (statistics.RestShare * rest), 0, 1);
    }

    private bool? Test(BoundExpression condition, BoundColumn column, byte[] key)
    {
        var value = KeyEncoding.Read(key, ColumnStatistics.EncodingOf(column.Type), out _);
        var substitution = new ColumnSubstitution();
        substitution.Add(column.Id, new BoundLiteral(value, column.Type));
        if (!evaluator.TryEvaluate(substitution.Apply(condition), out var result))
            return null;
        return !result.IsNull && result.AsBoolean();
    }
}
