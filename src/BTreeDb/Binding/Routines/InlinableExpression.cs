using BTreeDb.Binding.Analysis;
using BTreeDb.Binding.Expressions;

namespace BTreeDb.Binding.Routines;

/// <summary>Whether an expression can stand anywhere: it has no subquery, and no columns of a query of its own.</summary>
internal sealed class InlinableExpression : BoundTreeRewriter
{
    private bool _isFound;

    private InlinableExpression()
    {
    }

    public static bool Is(BoundExpression expression)
    {
        var search = new InlinableExpression();
        search.Rewrite(expression);
        return !search._isFound;
    }

    public override BoundExpression Rewrite(BoundExpression expression)
    {
        _isFound |= expression is BoundSubquery or BoundColumn or BoundRow or BoundGrouping;
        return _isFound ? expression : base.Rewrite(expression);
    }
}
