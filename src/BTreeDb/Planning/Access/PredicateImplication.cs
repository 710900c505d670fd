using System.Collections.Immutable;
using BTreeDb.Binding;
using BTreeDb.Binding.Expressions;
using BTreeDb.Planning.Expressions;
using BTreeDb.Types;

namespace BTreeDb.Planning.Access;

/// <summary>
/// Whether the conditions of a query ensure the condition of a partial index, so that the index has all rows that the query
/// wants. Knows equal conditions, comparisons of one expression with constants, lists, OR, and what cannot be NULL.
/// </summary>
internal static class PredicateImplication
{
    /// <summary>Whether rows that satisfy all conjuncts satisfy the predicate.</summary>
    public static bool IsImplied(ImmutableArray<BoundExpression> conjuncts, BoundExpression predicate)
    {
        foreach (var wanted in Conjunction.Split(predicate))
        {
            if (!IsAnyImplying(conjuncts, wanted))
                return false;
        }
        return true;
    }

    private static bool IsAnyImplying(ImmutableArray<BoundExpression> conjuncts, BoundExpression wanted)
    {
        foreach (var conjunct in conjuncts)
        {
            if (Implies(conjunct, wanted))
                return true;
        }
        return false;
    }

    private static bool Implies(BoundExpression given, BoundExpression wanted)
    {
        if (ExpressionEquality.AreEqual(given, wanted))
            return true;
        switch (given, wanted)
        {
            case (BoundLogical { IsAnd: false } or, _):
                return AllImply(or.Operands, wanted);
            case (BoundLogical { IsAnd: true } and, _):
                return IsImplied(and.Operands, wanted);
            case (_, BoundLogical { IsAnd: false } or):
                return ImpliesAny(given, or.Operands);
            case (_, BoundLogical { IsAnd: true } and):
                return IsImplied([given], and);
            case (_, BoundIsNull { IsNegated: true } notNull):
                return NeedsValue(given, notNull.Operand);
            case (BoundInList { IsNegated: false } list, _):
                return AllImply(list, wanted);
            case (_, BoundInList { IsNegated: false } list):
                return IsOneOf(given, list);
            default:
                return ComparisonImplies(given, wanted) || IsSameTruth(given, wanted);
        }
    }

    private static bool AllImply(ImmutableArray<BoundExpression> given, BoundExpression wanted)
    {
        foreach (var operand in given)
        {
            if (!Implies(operand, wanted))
                return false;
        }
        return true;
    }

    private static bool ImpliesAny(BoundExpression given, ImmutableArray<BoundExpression> wanted)
    {
        foreach (var operand in wanted)
        {
            if (Implies(given, operand))
                return true;
        }
        return false;
    }

    private static bool AllImply(BoundInList list, BoundExpression wanted)
    {
        foreach (var value in list.Values)
        {
            if (!Implies(new BoundCall(FunctionId.Equal, [list.Operand, value], SqlType.Boolean), wanted))
                return false;
        }
        return true;
    }

    private static bool IsOneOf(BoundExpression given, BoundInList list)
    {
        foreach (var value in list.Values)
        {
            if (Implies(given, new BoundCall(FunctionId.Equal, [list.Operand, value], SqlType.Boolean)))
                return true;
        }
        return false;
    }

    /// <summary>Whether a condition can only be true where an expression has a value.</summary>
    private static bool NeedsValue(BoundExpression given, BoundExpression operand) => given switch
    {
        BoundCall call when Comparison.IsComparison(call.Function) =>
            ExpressionEquality.AreEqual(call.Arguments[0], operand) || ExpressionEquality.AreEqual(call.Arguments[1], operand),
        BoundInList list => ExpressionEquality.AreEqual(list.Operand, operand),
        BoundNot not => ExpressionEquality.AreEqual(not.Operand, operand),
        BoundIsBoolean { IsNegated: false } test => ExpressionEquality.AreEqual(test.Operand, operand),
        _ => ExpressionEquality.AreEqual(given, operand),
    };

    /// <summary>A boolean by itself, compared with a constant, or tested.</summary>
    private static bool IsSameTruth(BoundExpression given, BoundExpression wanted)
    {
        var (left, leftTruth) = TruthOf(given);
        var (right, rightTruth) = TruthOf(wanted);
        return leftTruth == rightTruth && ExpressionEquality.AreEqual(left, right);
    }

    private static (BoundExpression Operand, bool Truth) TruthOf(BoundExpression expression) => expression switch
    {
        BoundNot not when TruthOf(not.Operand) is var (operand, truth) => (operand, !truth),
        BoundIsBoolean { IsNegated: false, Truth: { } tested } test => (test.Operand, tested),
        BoundCall { Function: FunctionId.Equal, Arguments: [var operand, BoundLiteral { Type.Id: TypeId.Boolean, Value.IsNull: false } literal] } =>
            (operand, literal.Value.AsBoolean()),
        _ => (expression, true),
    };

    private static bool ComparisonImplies(BoundExpression given, BoundExpression wanted)
    {
        if (!TryRead(given, out var givenOperand, out var givenFunction, out var givenValue)
            || !TryRead(wanted, out var operand, out var function, out var value)
            || !ExpressionEquality.AreEqual(givenOperand, operand) || givenValue.Type.Id != value.Type.Id)
            return false;
        var order = Compare(givenValue, value);
        return (givenFunction, function) switch
        {
            (FunctionId.Equal, FunctionId.Equal) => order == 0,
            (FunctionId.Equal, FunctionId.NotEqual) => order != 0,
            (FunctionId.Equal or FunctionId.Greater or FunctionId.GreaterOrEqual, FunctionId.Greater) =>
                order > 0 || order == 0 && givenFunction == FunctionId.Greater,
            (FunctionId.Equal or FunctionId.Greater or FunctionId.GreaterOrEqual, FunctionId.GreaterOrEqual) => order >= 0,
            (FunctionId.Equal or FunctionId.Less or FunctionId.LessOrEqual, FunctionId.Less) =>
                order < 0 || order == 0 && givenFunction == FunctionId.Less,
            (FunctionId.Equal or FunctionId.Less or FunctionId.LessOrEqual, FunctionId.LessOrEqual) => order <= 0,
            (FunctionId.Greater, FunctionId.NotEqual) => order >= 0,
            (FunctionId.GreaterOrEqual, FunctionId.NotEqual) => order > 0,
            (FunctionId.Less, FunctionId.NotEqual) => order <= 0,
            (FunctionId.LessOrEqual, FunctionId.NotEqual) => order < 0,
            _ => false,
        };
    }

    private static bool TryRead(
        BoundExpression expression, out BoundExpression operand, out FunctionId function, out BoundLiteral value)
    {
        (operand, function, value) = (expression, FunctionId.None, null!);
        if (expression is not BoundCall { Arguments.Length: 2 } call || !Comparison.IsComparison(call.Function))
            return false;
        function = call.Function;
        if (call.Arguments[1] is BoundLiteral { Value.IsNull: false } right)
            (operand, value) = (call.Arguments[0], right);
        else if (call.Arguments[0] is BoundLiteral { Value.IsNull: false } left)
            (operand, value, function) = (call.Arguments[1], left, Comparison.Exchanged(call.Function));
        return value is not null;
    }

    private static int Compare(BoundLiteral left, BoundLiteral right)
    {
        var column = new KeyColumn(left.Type, IsNullable: false);
        var (leftKey, rightKey) = (new ByteWriter(32), new ByteWriter(32));
        KeyEncoding.Append(leftKey, column, left.Value);
        KeyEncoding.Append(rightKey, column, right.Value);
        return leftKey.Written.SequenceCompareTo(rightKey.Written);
    }
}
