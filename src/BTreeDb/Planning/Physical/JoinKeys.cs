using System.Collections.Immutable;
using BTreeDb.Binding;
using BTreeDb.Binding.Expressions;
using BTreeDb.Planning.Expressions;
using BTreeDb.Planning.Logical;

namespace BTreeDb.Planning.Physical;

/// <summary>The conditions of a join, separated into equalities between the sides and the rest.</summary>
/// <param name="Left">Keys over the left side.</param>
/// <param name="Right">Keys over the right side.</param>
/// <param name="Remaining">The other conditions.</param>
/// <param name="IsNullAwareMark">The only key is the comparison of a mark join.</param>
internal sealed record JoinKeys(
    ImmutableArray<BoundExpression> Left,
    ImmutableArray<BoundExpression> Right,
    ImmutableArray<BoundExpression> Remaining,
    bool IsNullAwareMark)
{
    public bool HasKeys => !Left.IsEmpty;

    /// <summary>Separates the conditions of a join.</summary>
    public static JoinKeys Separate(LogicalJoin join)
    {
        var leftIds = ColumnReferences.IdsOf(join.Left.Columns);
        var rightIds = ColumnReferences.IdsOf(join.Right.Columns);
        if (join is { Kind: LogicalJoinKind.Mark, Conditions.IsEmpty: true, MarkComparison: { } comparison }
            && TrySeparate(comparison, leftIds, rightIds, out var operand, out var element))
            return new JoinKeys([operand], [element], [], true);
        var left = ImmutableArray.CreateBuilder<BoundExpression>();
        var right = ImmutableArray.CreateBuilder<BoundExpression>();
        var remaining = ImmutableArray.CreateBuilder<BoundExpression>();
        foreach (var condition in join.Conditions)
        {
            if (TrySeparate(condition, leftIds, rightIds, out var leftKey, out var rightKey))
            {
                left.Add(leftKey);
                right.Add(rightKey);
            }
            else
            {
                remaining.Add(condition);
            }
        }
        return new JoinKeys(left.ToImmutable(), right.ToImmutable(), remaining.ToImmutable(), false);
    }

    /// <summary>The same keys with the sides exchanged.</summary>
    public JoinKeys Exchanged() => this with { Left = Right, Right = Left };

    private static bool TrySeparate(
        BoundExpression condition, HashSet<ColumnId> leftIds, HashSet<ColumnId> rightIds,
        out BoundExpression left, out BoundExpression right)
    {
        left = right = null!;
        if (!Comparison.IsEquality(condition, out var first, out var second) || Volatility.IsVolatile(condition))
            return false;
        if (IsOver(first, rightIds, leftIds))
            (first, second) = (second, first);
        left = first;
        right = second;
        return IsOver(first, leftIds, rightIds) && IsOver(second, rightIds, leftIds);
    }

    private static bool IsOver(BoundExpression expression, HashSet<ColumnId> own, HashSet<ColumnId> other)
    {
        var used = ColumnReferences.Of(expression);
        return used.Overlaps(own) && !used.Overlaps(other);
    }
}
