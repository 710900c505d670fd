using BTreeDb.Binding.Expressions;
using BTreeDb.Types;

namespace BTreeDb.Planning;

/// <summary>
/// Evaluates constant expressions while planning; execution provides it, so that both agree on every value.
/// </summary>
internal interface IConstantEvaluator
{
    /// <summary>
    /// Evaluates an expression without columns and parameters. False when that raises an error, which then belongs to the
    /// execution (the expression may never be reached).
    /// </summary>
    bool TryEvaluate(BoundExpression expression, out Datum value);

    /// <summary>
    /// Evaluates an expression over one column for each of some values of it; null where that raises an error.
    /// </summary>
    Datum[]? TryEvaluate(BoundExpression expression, BoundColumn column, ReadOnlySpan<Datum> values);
}
