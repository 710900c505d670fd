using BTreeDb.Binding.Expressions;
using BTreeDb.Binding.Queries;

namespace BTreeDb.Binding.Analysis;

/// <summary>Calls back for every column that an expression refers to, those in its subqueries included.</summary>
internal sealed class ColumnUses : BoundTreeRewriter
{
    private readonly Action<BoundColumn> _use;

    private ColumnUses(Action<BoundColumn> use) => _use = use;

    /// <summary>Visits the columns of an expression.</summary>
    public static void Visit(BoundExpression expression, Action<BoundColumn> use) => new ColumnUses(use).Rewrite(expression);

    /// <inheritdoc/>
    /// <summary>Visits the columns of a query.</summary>
    public static void Visit(BoundQuery query, Action<BoundColumn> use) => new ColumnUses(use).Rewrite(query);

    protected override BoundExpression RewriteColumn(BoundColumn column)
    {
        _use(column);
        return column;
    }
}
