using BTreeDb.Binding;
using BTreeDb.Binding.Expressions;
using BTreeDb.Planning.Expressions;

namespace BTreeDb.Planning.Rewrites;

/// <summary>
/// Adds what equalities imply: from <c>a = b</c> and <c>b = 5</c> follows <c>a = 5</c>, and two columns of one relation
/// that equal a third equal each other.
/// </summary>
internal sealed class EqualityInference
{
    /// <summary>Adds the implied conjuncts of an inner join.</summary>
    public void Close(List<BoundExpression> conjuncts, List<HashSet<ColumnId>> relations)
    {
        var classes = new EqualityClasses();
        foreach (var conjunct in conjuncts)
            classes.Add(conjunct);
        foreach (var members in classes.ToList())
        {
            AddConstants(members, conjuncts);
            AddWithinRelations(members, conjuncts, relations);
        }
    }

    /// <summary>
    /// The constants that equalities of the left side pass to the right side of a one-sided join through its conditions:
    /// no right row with another value can match.
    /// </summary>
    /// <param name="left">What holds on the left side.</param>
    /// <param name="conditions">The conditions of the join, of which some are about the left side alone.</param>
    /// <param name="rightIds">The columns of the right side.</param>
    public List<BoundExpression> ForRightSide(
        IReadOnlyList<BoundExpression> left, IReadOnlyList<BoundExpression> conditions, HashSet<ColumnId> rightIds)
    {
        var implied = new List<BoundExpression>();
        foreach (var conjunct in left)
        {
            if (!TryReadConstant(conjunct, out var column, out var constant))
                continue;
            foreach (var condition in conditions)
            {
                if (EqualityClasses.IsColumnEquality(condition) && OtherSide((BoundCall)condition, column) is { } other
                    && rightIds.Contains(other.Id))
                    implied.Add(Comparison.Equal(other, constant));
            }
        }
        return implied;
    }

    private static BoundColumn? OtherSide(BoundCall equality, BoundColumn column)
    {
        var left = (BoundColumn)equality.Arguments[0];
        var right = (BoundColumn)equality.Arguments[1];
        return left.Id == column.Id ? right : right.Id == column.Id ? left : null;
    }

    private static void AddConstants(List<BoundColumn> members, List<BoundExpression> conjuncts)
    {
        BoundExpression? constant = null;
        var pinned = new HashSet<ColumnId>();
        foreach (var conjunct in conjuncts)
        {
            if (TryReadConstant(conjunct, out var column, out var value) && Contains(members, column.Id))
            {
                constant ??= value;
                pinned.Add(column.Id);
            }
        }
        if (constant is null)
            return;
        foreach (var member in members)
        {
            if (!pinned.Contains(member.Id))
                conjuncts.Add(Comparison.Equal(member, constant));
        }
    }

    private static void AddWithinRelations(
        List<BoundColumn> members, List<BoundExpression> conjuncts, List<HashSet<ColumnId>> relations)
    {
        foreach (var relation in relations)
        {
            BoundColumn? first = null;
            foreach (var member in members)
            {
                if (!relation.Contains(member.Id))
                    continue;
                if (first is null)
                    first = member;
                else if (!HasEquality(conjuncts, first.Id, member.Id))
                    conjuncts.Add(Comparison.Equal(first, member));
            }
        }
    }

    private static bool HasEquality(List<BoundExpression> conjuncts, ColumnId a, ColumnId b)
    {
        foreach (var conjunct in conjuncts)
        {
            if (!EqualityClasses.IsColumnEquality(conjunct))
                continue;
            var call = (BoundCall)conjunct;
            var (left, right) = (((BoundColumn)call.Arguments[0]).Id, ((BoundColumn)call.Arguments[1]).Id);
            if ((left == a && right == b) || (left == b && right == a))
                return true;
        }
        return false;
    }

    private static bool TryReadConstant(BoundExpression conjunct, out BoundColumn column, out BoundExpression constant)
    {
        column = null!;
        constant = null!;
        if (!Comparison.IsEquality(conjunct, out var left, out var right))
            return false;
        if (left is not BoundColumn)
            (left, right) = (right, left);
        if (left is not BoundColumn found || left.Type != right.Type || !Volatility.IsConstantInExecution(right))
            return false;
        column = found;
        constant = right;
        return true;
    }

    private static bool Contains(List<BoundColumn> members, ColumnId column)
    {
        foreach (var member in members)
        {
            if (member.Id == column)
                return true;
        }
        return false;
    }
}
