using System.Collections.Immutable;
using BTreeDb.Binding;
using BTreeDb.Binding.Expressions;
using BTreeDb.Binding.Functions;
using BTreeDb.Planning.Logical;
using BTreeDb.Types;

namespace BTreeDb.Planning.Expressions;

/// <summary>What an expression's value depends on besides its columns.</summary>
internal static class Volatility
{
    /// <summary>
    /// Whether two evaluations over the same row may differ; such expressions are neither moved nor copied.
    /// </summary>
    public static bool IsVolatile(BoundExpression expression) =>
        ExpressionTree.Contains(expression, static node => node is BoundCall call && FunctionVolatility.IsVolatile(call));

    /// <summary>Whether an expression of a node, without those below it, is volatile.</summary>
    public static bool IsVolatile(LogicalOperator node)
    {
        var found = false;
        node.VisitExpressions(expression => found |= IsVolatile(expression));
        return found;
    }

    /// <summary>Whether one of several expressions is volatile.</summary>
    public static bool AnyIsVolatile(ImmutableArray<BoundExpression> expressions)
    {
        foreach (var expression in expressions)
        {
            if (IsVolatile(expression))
                return true;
        }
        return false;
    }

    /// <summary>
    /// Whether an expression has the same value whenever the statement runs: literals and immutable functions only.
    /// </summary>
    public static bool IsImmutable(BoundExpression expression) => !ExpressionTree.Contains(expression, IsVarying);

    /// <summary>Whether an expression has the same value whenever it sees the same row.</summary>
    public static bool IsImmutableOverRow(BoundExpression expression) =>
        !ExpressionTree.Contains(expression, static node => node is not BoundColumn && IsVarying(node));

    /// <summary>Whether an expression has one value during an execution: no column, nothing volatile.</summary>
    public static bool IsConstantInExecution(BoundExpression expression) =>
        !ExpressionTree.Contains(
            expression, static node => node is BoundColumn || node is BoundCall call && FunctionVolatility.IsVolatile(call));

    private static bool IsVarying(BoundExpression node) => node switch
    {
        BoundColumn or BoundParameter or BoundSubquery => true,
        BoundCall call => FunctionVolatility.IsVolatile(call) || FunctionVolatility.IsStable(call),
        BoundCast { Type.Id: TypeId.RegClass or TypeId.RegType or TypeId.RegNamespace } => true,
        BoundCast { Operand.Type.Id: TypeId.RegClass or TypeId.RegType or TypeId.RegNamespace } => true,
        BoundCast cast => DependsOnSession(cast.Type.Id) != DependsOnSession(cast.Operand.Type.Id)
            || (IsText(cast.Type.Id) && HasDateStyle(cast.Operand.Type.Id)) || (IsText(cast.Operand.Type.Id) && HasDateStyle(cast.Type.Id)),
        _ => false,
    };

    /// <summary>Whether an expression runs the body of a routine.</summary>
    public static bool CallsRoutine(BoundExpression expression) =>
        ExpressionTree.Contains(expression, static node => node is BoundCall { Routine: not null });

    /// <summary>
    /// Whether an expression has the same value in every session: conversions to and from text may depend on settings that
    /// PostgreSQL takes for immutable (extra_float_digits, IntervalStyle, bytea_output).
    /// </summary>
    public static bool IsSameInEverySession(BoundExpression expression) =>
        !ExpressionTree.Contains(expression, static node => node is BoundCast cast
            && ((IsText(cast.Type.Id) && HasTextStyle(cast.Operand.Type.Id)) || (IsText(cast.Operand.Type.Id) && HasTextStyle(cast.Type.Id))));

    private static bool IsText(TypeId type) => type is TypeId.Text or TypeId.VarChar or TypeId.Char;

    private static bool HasDateStyle(TypeId type) => type is TypeId.Date or TypeId.Timestamp or TypeId.TimestampTz;

    private static bool HasTextStyle(TypeId type) =>
        HasDateStyle(type) || type is TypeId.Interval or TypeId.Real or TypeId.Double or TypeId.Bytea or TypeId.Array;

    /// <summary>Conversions between zoned and zoneless times ask the session's time zone.</summary>
    private static bool DependsOnSession(TypeId type) => type == TypeId.TimestampTz;
}
