using System.Collections.Immutable;
using BTreeDb.Binding.Expressions;
using BTreeDb.Types;

namespace BTreeDb.Planning.Expressions;

/// <summary>
/// Whether two expressions are the same tree. Records compare positions and array references, too, which is not what
/// planning means by "the same expression".
/// </summary>
internal static class ExpressionEquality
{
    /// <summary>Compares the trees; positions in the text do not count.</summary>
    public static bool AreEqual(BoundExpression? left, BoundExpression? right)
    {
        if (ReferenceEquals(left, right))
            return true;
        if (left is null || right is null || left.Type != right.Type)
            return false;
        return (left, right) switch
        {
            (BoundColumn a, BoundColumn b) => a.Id == b.Id,
            (BoundLiteral a, BoundLiteral b) => AreEqual(a.Value, b.Value),
            (BoundParameter a, BoundParameter b) => a.Ordinal == b.Ordinal,
            (BoundCall a, BoundCall b) => a.Function == b.Function && ReferenceEquals(a.Routine, b.Routine) && AreEqual(a.Arguments, b.Arguments),
            (BoundCast a, BoundCast b) => a.IsExplicit == b.IsExplicit && AreEqual(a.Operand, b.Operand),
            (BoundDomainCheck a, BoundDomainCheck b) => AreEqual(a.Operand, b.Operand),
            (BoundLogical a, BoundLogical b) => a.IsAnd == b.IsAnd && AreEqual(a.Operands, b.Operands),
            (BoundNot a, BoundNot b) => AreEqual(a.Operand, b.Operand),
            (BoundIsNull a, BoundIsNull b) => a.IsNegated == b.IsNegated && AreEqual(a.Operand, b.Operand),
            (BoundIsBoolean a, BoundIsBoolean b) =>
                a.Truth == b.Truth && a.IsNegated == b.IsNegated && AreEqual(a.Operand, b.Operand),
            (BoundIsDistinct a, BoundIsDistinct b) =>
                a.IsNegated == b.IsNegated && AreEqual(a.Left, b.Left) && AreEqual(a.Right, b.Right),
            (BoundInList a, BoundInList b) =>
                a.IsNegated == b.IsNegated && AreEqual(a.Operand, b.Operand) && AreEqual(a.Values, b.Values),
            (BoundRow a, BoundRow b) => a.IsRelation == b.IsRelation && AreEqual(a.Fields, b.Fields),
            (BoundCoalesce a, BoundCoalesce b) => AreEqual(a.Operands, b.Operands),
            (BoundCase a, BoundCase b) => AreEqual(a, b),
            _ => false,
        };
    }

    /// <summary>Compares lists of expressions, place by place.</summary>
    public static bool AreEqual(ImmutableArray<BoundExpression> left, ImmutableArray<BoundExpression> right)
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

    private static bool AreEqual(BoundCase left, BoundCase right)
    {
        if (left.Branches.Length != right.Branches.Length || !AreEqual(left.Else, right.Else))
            return false;
        for (var i = 0; i < left.Branches.Length; i++)
        {
            if (!AreEqual(left.Branches[i].Condition, right.Branches[i].Condition)
                || !AreEqual(left.Branches[i].Result, right.Branches[i].Result))
                return false;
        }
        return true;
    }

    private static bool AreEqual(Datum left, Datum right)
    {
        if (left.IsNull || right.IsNull)
            return left.IsNull && right.IsNull;
        return left.Bits == right.Bits && (left.Reference, right.Reference) switch
        {
            (byte[] a, byte[] b) => a.AsSpan().SequenceEqual(b),
            var (a, b) => Equals(a, b),
        };
    }
}
