using BTreeDb.Binding;
using BTreeDb.Binding.Expressions;
using BTreeDb.Types;

namespace BTreeDb.Planning.Expressions;

/// <summary>
/// Which expressions can raise no error, whatever their columns hold: those alone may be evaluated on rows that no path of the
/// statement as it is written would have evaluated them on.
/// </summary>
internal static class Fallibility
{
    /// <summary>Far below the digits at which arithmetic of numeric overflows.</summary>
    private const int DigitsMax = 10_000;
    private const int BigIntDigits = 19;

    /// <summary>Whether an expression cannot fail.</summary>
    public static bool CannotFail(BoundExpression expression) => expression switch
    {
        BoundColumn or BoundLiteral => true,
        BoundLogical or BoundNot or BoundIsNull or BoundIsBoolean or BoundIsDistinct or BoundCase or BoundCoalesce or BoundInList =>
            ChildrenCannotFail(expression),
        BoundCall { Routine: null } call when Comparison.IsComparison(call.Function) => ChildrenCannotFail(call),
        BoundCall => DigitsOf(expression) is not null,
        _ => false,
    };

    private static bool ChildrenCannotFail(BoundExpression expression)
    {
        var cannot = true;
        ExpressionTree.VisitChildren(expression, child => cannot &= CannotFail(child));
        return cannot;
    }

    /// <summary>A bound on the digits of sums and products of columns that have a precision, and of literals; null for what has none.</summary>
    private static int? DigitsOf(BoundExpression expression) => expression switch
    {
        { Type.Id: not TypeId.Numeric } => null,
        BoundColumn { Type.Modifier: >= 0 and var modifier } => NumericModifier.Precision(modifier) + Math.Abs(NumericModifier.Scale(modifier)),
        BoundLiteral { Value.IsNull: false } literal => literal.Value.AsNumeric().ToString()!.Length,
        BoundCall { Function: FunctionId.Add or FunctionId.Subtract or FunctionId.Multiply, Arguments: [var left, var right] } =>
            DigitsOf(left) + DigitsOf(right) + 1 is { } digits and < DigitsMax ? digits : null,
        BoundCast { Type.Modifier: < 0, Operand: BoundColumn { Type.Id: TypeId.SmallInt or TypeId.Integer or TypeId.BigInt } } => BigIntDigits,
        _ => null,
    };
}
