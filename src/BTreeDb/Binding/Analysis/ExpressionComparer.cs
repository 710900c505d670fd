using System.Collections.Immutable;
using BTreeDb.Binding.Expressions;
using BTreeDb.Binding.Names;
using BTreeDb.Binding.Queries;
using BTreeDb.Diagnostics;
using BTreeDb.Types;

namespace BTreeDb.Binding.Analysis;

/// <summary>
/// Whether two expressions compute the same: equal in structure, whatever their positions. Subqueries are the same only
/// if they are one object, since each has column ids of its own.
/// </summary>
internal static class ExpressionComparer
{
    /// <summary>Compares two expressions, either of which may be missing.</summary>
    public static bool AreEqual(BoundExpression? left, BoundExpression? right)
    {
        if (ReferenceEquals(left, right))
            return true;
        StackDepth.Ensure();
        return (left, right) switch
        {
            (BoundColumn l, BoundColumn r) => l.Id == r.Id,
            (BoundLiteral l, BoundLiteral r) => l.Type == r.Type && AreEqual(l.Value, r.Value),
            (BoundParameter l, BoundParameter r) => l.Ordinal == r.Ordinal,
            (BoundCall l, BoundCall r) => l.Function == r.Function && l.Type == r.Type && ReferenceEquals(l.Routine, r.Routine)
                && AreEqual(l.Arguments, r.Arguments),
            (BoundCast l, BoundCast r) => l.Type == r.Type && l.IsExplicit == r.IsExplicit && AreEqual(l.Operand, r.Operand),
            (BoundDomainCheck l, BoundDomainCheck r) => l.Type == r.Type && AreEqual(l.Operand, r.Operand),
            (BoundLogical l, BoundLogical r) => l.IsAnd == r.IsAnd && AreEqual(l.Operands, r.Operands),
            (BoundNot l, BoundNot r) => AreEqual(l.Operand, r.Operand),
            (BoundIsNull l, BoundIsNull r) => l.IsNegated == r.IsNegated && AreEqual(l.Operand, r.Operand),
            (BoundIsBoolean l, BoundIsBoolean r) =>
                l.Truth == r.Truth && l.IsNegated == r.IsNegated && AreEqual(l.Operand, r.Operand),
            (BoundIsDistinct l, BoundIsDistinct r) =>
                l.IsNegated == r.IsNegated && AreEqual(l.Left, r.Left) && AreEqual(l.Right, r.Right),
            (BoundCoalesce l, BoundCoalesce r) => AreEqual(l.Operands, r.Operands),
            (BoundInList l, BoundInList r) =>
                l.IsNegated == r.IsNegated && AreEqual(l.Operand, r.Operand) && AreEqual(l.Values, r.Values),
            (BoundRow l, BoundRow r) => AreEqual(l.Fields, r.Fields),
            (BoundGrouping l, BoundGrouping r) => AreEqual(l.Arguments, r.Arguments),
            (BoundCase l, BoundCase r) => AreEqual(l.Branches, r.Branches) && AreEqual(l.Else, r.Else),
            _ => false,
        };
    }

    /// <summary>Compares two aggregates apart from the columns that hold their results.</summary>
    public static bool AreEqual(BoundAggregate left, BoundAggregate right) =>
        left.Aggregate == right.Aggregate
        && left.IsDistinct == right.IsDistinct
        && left.Type == right.Type
        && AreEqual(left.Arguments, right.Arguments)
        && AreEqual(left.DirectArguments, right.DirectArguments)
        && AreEqual(left.Order, right.Order)
        && AreEqual(left.Filter, right.Filter);

    /// <summary>Compares two calls over one window apart from the columns that hold their results.</summary>
    public static bool AreEqual(BoundWindowFunction left, BoundWindowFunction right) =>
        left.Function == right.Function
        && left.Aggregate == right.Aggregate
        && left.Type == right.Type
        && AreEqual(left.Arguments, right.Arguments)
        && AreEqual(left.Filter, right.Filter);

    /// <summary>Compares two functions that return rows.</summary>
    public static bool AreEqual(BoundFunctionTable left, BoundFunctionTable right) =>
        left.Function == right.Function && AreEqual(left.Arguments, right.Arguments);

    /// <summary>Compares two windows.</summary>
    public static bool AreEqual(WindowDefinition left, WindowDefinition right) =>
        ReferenceEquals(left, right)
        || (AreEqual(left.Partition, right.Partition)
            && AreEqual(left.Order, right.Order)
            && AreEqual(left.Frame, right.Frame));

    private static bool AreEqual(BoundFrame left, BoundFrame right) =>
        left.Unit == right.Unit
        && left.Exclusion == right.Exclusion
        && AreEqual(left.Start, right.Start)
        && AreEqual(left.End, right.End);

    private static bool AreEqual(BoundFrameBound left, BoundFrameBound right) =>
        left.Kind == right.Kind && AreEqual(left.Offset, right.Offset) && AreEqual(left.Limit, right.Limit);

    private static bool AreEqual(ImmutableArray<BoundOrdering> left, ImmutableArray<BoundOrdering> right)
    {
        if (left.Length != right.Length)
            return false;
        for (var i = 0; i < left.Length; i++)
        {
            if (left[i].Descending != right[i].Descending || left[i].NullsFirst != right[i].NullsFirst
                || !AreEqual(left[i].Expression, right[i].Expression))
                return false;
        }

        return true;
    }

    private static bool AreEqual(ImmutableArray<BoundExpression> left, ImmutableArray<BoundExpression> right)
    {
        if (left.Length != right.Length)
            return false;
        for (var i = 0; i < left.Length; i++)
        {
            if (!AreEqual(left[i], right[i]))
                return false;
        }
        return true;
    }

    private static bool AreEqual(ImmutableArray<BoundWhen> left, ImmutableArray<BoundWhen> right)
    {
        if (left.Length != right.Length)
            return false;
        for (var i = 0; i < left.Length; i++)
        {
            if (!AreEqual(left[i].Condition, right[i].Condition) || !AreEqual(left[i].Result, right[i].Result))
                return false;
        }
        return true;
    }

    private static bool AreEqual(Datum left, Datum right)
    {
        if (left.IsNull || right.IsNull)
            return left.IsNull && right.IsNull;
        if (left.Reference is byte[] leftBytes && right.Reference is byte[] rightBytes)
            return leftBytes.AsSpan().SequenceEqual(rightBytes);
        return left.Bits == right.Bits && Equals(left.Reference, right.Reference);
    }
}
