using BTreeDb.Binding.Expressions;
using BTreeDb.Planning.Expressions;
using BTreeDb.Planning.Logical;

namespace BTreeDb.Planning.Rewrites;

/// <summary>
/// Turns a mark join into a semi or an anti join where a conjunct asks for the mark itself. The mark of ANY can be NULL,
/// and NOT NULL is not true: such a mark join becomes an anti join only where its comparison can never be NULL.
/// </summary>
internal static class MarkJoinReduction
{
    /// <summary>
    /// The reduced join, with the deciding conjunct taken out of <paramref name="conjuncts"/> and the mark in the others
    /// replaced by its value; null when nothing decides.
    /// </summary>
    public static LogicalJoin? TryReduce(LogicalJoin join, List<BoundExpression> conjuncts)
    {
        for (var i = 0; i < conjuncts.Count; i++)
        {
            var isNegated = conjuncts[i] is BoundNot;
            var asked = conjuncts[i] is BoundNot not ? not.Operand : conjuncts[i];
            if (asked is not BoundColumn column || column.Id != join.Mark!.Id)
                continue;
            if (isNegated && join.MarkComparison is not null && !IsNeverNull(join))
                continue;
            conjuncts.RemoveAt(i);
            Replace(conjuncts, column, !isNegated);
            var conditions = join.MarkComparison is null ? join.Conditions : join.Conditions.AddRange(Conjunction.Split(join.MarkComparison));
            return new LogicalJoin(
                isNegated ? LogicalJoinKind.Anti : LogicalJoinKind.Semi, join.Left, join.Right, conditions);
        }
        return null;
    }

    private static bool IsNeverNull(LogicalJoin join)
    {
        var nullMaking = NullRejection.NullMaking(join.MarkComparison!);
        if (join.MarkComparison is not BoundCall { Arguments: [BoundColumn, BoundColumn] })
            return false;
        foreach (var column in nullMaking)
        {
            if (Nullability.MayBeNull(join.Left, column) && Nullability.MayBeNull(join.Right, column))
                return false;
        }
        return true;
    }

    private static void Replace(List<BoundExpression> conjuncts, BoundColumn mark, bool value)
    {
        var substitution = new ColumnSubstitution();
        substitution.Add(mark.Id, Conjunction.Literal(value));
        for (var i = 0; i < conjuncts.Count; i++)
            conjuncts[i] = substitution.Apply(conjuncts[i]);
    }
}
