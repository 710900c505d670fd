using System.Collections.Immutable;
using BTreeDb.Binding;
using BTreeDb.Binding.Expressions;
using BTreeDb.Planning.Expressions;
using BTreeDb.Planning.Logical;
using BTreeDb.Types;

namespace BTreeDb.Planning.Access;

/// <summary>
/// A conjunct that a key can serve ("search argument"): a column of the table compared with something that has one value
/// while the table is scanned.
/// </summary>
/// <param name="Ordinal">The table column, or below zero the number of an index's expression.</param>
/// <param name="Comparison">
/// Equal, or one of the four inequalities, seen from the column; <see cref="FunctionId.None"/> for IS NULL.
/// </param>
/// <param name="Values">What it is compared with; several for IN, none for IS NULL.</param>
/// <param name="Source">The conjunct.</param>
internal sealed record SargableConjunct(
    int Ordinal, FunctionId Comparison, ImmutableArray<BoundExpression> Values, BoundExpression Source)
{
    /// <summary>Longer lists are tested row by row: so many descents do not pay.</summary>
    private const int ListMax = 5000;

    /// <summary>No column and no expression.</summary>
    private const int None = int.MinValue;

    /// <summary>Reads a conjunct; null when no key can serve it.</summary>
    public static SargableConjunct? TryRead(LogicalGet get, HashSet<ColumnId> tableIds, BoundExpression conjunct)
    {
        switch (conjunct)
        {
            case BoundCall { Arguments.Length: 2 } call when IsServable(call.Function):
                return TryRead(get, tableIds, call, call.Arguments[0], call.Arguments[1], call.Function)
                    ?? TryRead(
                        get, tableIds, call, call.Arguments[1], call.Arguments[0],
                        Expressions.Comparison.Exchanged(call.Function));
            case BoundInList { IsNegated: false } list when list.Values.Length <= ListMax:
                return TryReadList(get, tableIds, list);
            case BoundIsNull { IsNegated: false } isNull when OrdinalOf(get, isNull.Operand) is not None and var ordinal:
                return new SargableConjunct(ordinal, FunctionId.None, [], conjunct);
            default:
                return null;
        }
    }

    private static bool IsServable(FunctionId function) =>
        Expressions.Comparison.IsComparison(function) && function != FunctionId.NotEqual;

    private static SargableConjunct? TryRead(
        LogicalGet get, HashSet<ColumnId> tableIds, BoundCall source, BoundExpression column, BoundExpression value,
        FunctionId comparison)
    {
        var ordinal = OrdinalOf(get, column);
        return ordinal != None && IsFixed(value, tableIds) && column.Type.Id == value.Type.Id
            ? new SargableConjunct(ordinal, comparison, [value], source)
            : null;
    }

    private static SargableConjunct? TryReadList(LogicalGet get, HashSet<ColumnId> tableIds, BoundInList list)
    {
        var ordinal = OrdinalOf(get, list.Operand);
        if (ordinal == None)
            return null;
        foreach (var value in list.Values)
        {
            if (!IsFixed(value, tableIds) || value.Type.Id != list.Operand.Type.Id)
                return null;
        }
        return new SargableConjunct(ordinal, FunctionId.Equal, list.Values, list);
    }

    private static bool IsFixed(BoundExpression value, HashSet<ColumnId> tableIds) =>
        !ColumnReferences.Of(value).Overlaps(tableIds) && !Volatility.IsVolatile(value);

    /// <summary>
    /// The table column or index expression that an expression is, or <see cref="None"/>. A cast that changes no value and no order may stand around it: to a
    /// wider integer, or from varchar to text.
    /// </summary>
    private static int OrdinalOf(LogicalGet get, BoundExpression expression)
    {
        if (NumberOf(get, expression) is < 0 and var number)
            return number;
        if (expression is BoundCast cast && KeepsOrder(cast.Operand.Type, cast.Type))
            expression = cast.Operand;
        if (expression is not BoundColumn column)
            return None;
        for (var i = 0; i < get.TableColumns.Length; i++)
        {
            if (get.TableColumns[i].Id == column.Id)
                return get.Ordinals[i];
        }
        return None;
    }

    /// <summary>The number of the expression of an index that an expression is; 0 when there is none.</summary>
    private static int NumberOf(LogicalGet get, BoundExpression expression)
    {
        foreach (var computed in get.IndexExpressions)
        {
            if (computed.Index == default && ExpressionEquality.AreEqual(computed.Value, expression))
                return computed.Ordinal;
        }
        return 0;
    }

    private static bool KeepsOrder(SqlType from, SqlType to) => (from.Id, to.Id) switch
    {
        (TypeId.SmallInt, TypeId.Integer or TypeId.BigInt) or (TypeId.Integer, TypeId.BigInt) => true,
        (TypeId.VarChar or TypeId.Text, TypeId.VarChar or TypeId.Text) => to.Modifier < 0,
        _ => false,
    };
}
