using System.Collections.Immutable;
using BTreeDb.Binding;
using BTreeDb.Binding.Expressions;
using BTreeDb.Planning.Expressions;

namespace BTreeDb.Planning.Rewrites;

/// <summary>
/// Derives from an OR over several relations what it says about one of them: <c>(a.x = 1 AND b.y = 2) OR (a.x = 3 AND b.y = 4)</c>
/// lets only rows of <c>a</c> pass for which <c>a.x = 1 OR a.x = 3</c>. The OR itself is still to be tested.
/// </summary>
internal static class DisjunctionRestriction
{
    /// <summary>The restriction of a relation, given by its columns; null when some branch says nothing about it.</summary>
    public static BoundExpression? Derive(BoundLogical or, HashSet<ColumnId> relation)
    {
        var branches = ImmutableArray.CreateBuilder<BoundExpression>(or.Operands.Length);
        foreach (var branch in or.Operands)
        {
            var own = ImmutableArray.CreateBuilder<BoundExpression>();
            foreach (var conjunct in Conjunction.Split(branch))
            {
                var used = ColumnReferences.Of(conjunct);
                if (used.Count > 0 && used.IsSubsetOf(relation) && !Volatility.IsVolatile(conjunct))
                    own.Add(conjunct);
            }

            if (own.Count == 0)
                return null;
            branches.Add(Conjunction.Combine(own.ToImmutable())!);
        }

        return new BoundLogical(false, branches.MoveToImmutable());
    }
}
