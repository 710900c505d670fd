using BTreeDb.Binding.Expressions;
using BTreeDb.Binding.Functions;
using BTreeDb.Binding.Queries;

namespace BTreeDb.Binding.Analysis;

/// <summary>Finds calls of volatile functions in a query.</summary>
internal sealed class VolatileCalls : BoundTreeRewriter
{
    private bool _isFound;

    private VolatileCalls()
    {
    }

    /// <summary>Whether a query calls a volatile function anywhere.</summary>
    public static bool AreIn(BoundQuery query)
    {
        var search = new VolatileCalls();
        search.Rewrite(query);
        return search._isFound;
    }

    /// <inheritdoc/>
    public override BoundTableReference Rewrite(BoundTableReference item)
    {
        _isFound |= item is BoundFunctionTable { Routine.Volatility: Catalog.RoutineVolatility.Volatile };
        return base.Rewrite(item);
    }

    /// <inheritdoc/>
    public override BoundExpression Rewrite(BoundExpression expression)
    {
        _isFound |= expression is BoundCall call && FunctionVolatility.IsVolatile(call);
        return base.Rewrite(expression);
    }
}
