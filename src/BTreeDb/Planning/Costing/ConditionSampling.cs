using BTreeDb.Binding.Expressions;
using BTreeDb.Catalog;
using BTreeDb.Types;

namespace BTreeDb.Planning.Costing;

/// <summary>
/// Estimates any condition on one column by testing it on the values that the statistics hold: patterns, functions, lists,
/// whatever execution can evaluate.
/// </summary>
internal sealed class ConditionSampling(IConstantEvaluator evaluator)
{
    /// <summary>The share that is assumed when no bound satisfies the condition: half a bound.</summary>
    private const double LeastRest = 0.5;

    /// <summary>The share of rows that satisfy a condition, or null when it cannot be evaluated.</summary>
    public double? Estimate(BoundExpression condition, BoundColumn column, ColumnStatistics statistics)
    {
        if (evaluator.TryEvaluate(condition, column, statistics.Sample(column.Type)) is not { } results)
            return null;
        var share = 0.0;
        for (var i = 0; i < statistics.Common.Length; i++)
            share += IsTrue(results[i]) ? statistics.Common[i].Share : 0;
        if (statistics.Bounds.Length < 2)
            return Math.Clamp(share, 0, 1);
        var found = 0.0;
        foreach (var result in results.AsSpan(statistics.Common.Length))
            found += IsTrue(result) ? 1 : 0;
        return Math.Clamp(share + (statistics.RestShare * Math.Max(LeastRest, found) / statistics.Bounds.Length), 0, 1);
    }

    private static bool IsTrue(in Datum result) => !result.IsNull && result.AsBoolean();
}
