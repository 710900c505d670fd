using System.Collections.Immutable;
using BTreeDb.Binding.Analysis;
using BTreeDb.Binding.Errors;
using BTreeDb.Binding.Expressions;
using BTreeDb.Binding.Names;
using BTreeDb.Binding.Queries;

namespace BTreeDb.Binding.Clauses;

/// <summary>
/// Rewrites the expressions above a grouping: what equals a group key becomes a reference to it, and a column of FROM
/// that is left over is an error, unless the group determines it through a primary key.
/// </summary>
internal sealed class GroupingRewriter : BoundTreeRewriter
{
    private readonly BindingContext _context;
    private readonly QueryLevel _level;
    private readonly List<BoundProjection> _keys = [];
    private int _subqueryDepth;

    public GroupingRewriter(BindingContext context, QueryLevel level, IReadOnlyList<BoundExpression> keys)
    {
        _context = context;
        _level = level;
        foreach (var key in keys)
            AddKey(key);
    }

    /// <summary>The group keys, with those added that depend on a primary key among them.</summary>
    public ImmutableArray<BoundProjection> Keys => [.. _keys];

    /// <inheritdoc/>
    public override BoundExpression Rewrite(BoundExpression expression)
    {
        if (expression is not (BoundLiteral or BoundParameter))
        {
            foreach (var key in _keys)
            {
                if (ExpressionComparer.AreEqual(key.Expression, expression))
                    return Refer(key, expression);
            }
        }
        return base.Rewrite(expression);
    }

    /// <inheritdoc/>
    /// <summary>Rewrites the windows, which lie over the grouping.</summary>
    public ImmutableArray<BoundWindow> RewriteWindows(ImmutableArray<BoundWindow> windows) => Rewrite(windows);

    protected override BoundExpression RewriteColumn(BoundColumn column)
    {
        if (_context.LevelOf(column.Id) != _level || _level.IsAggregateOutput(column.Id) || _level.IsWindowOutput(column.Id))
            return column;
        if (IsDeterminedByKeys(column.Id))
            return Refer(AddKey(column), column);
        throw _subqueryDepth > 0
            ? GroupingErrors.UngroupedOuterColumn(column.Name, column.Position)
            : GroupingErrors.UngroupedColumn(column.Name, column.Position);
    }

    /// <inheritdoc/>
    protected override BoundExpression RewriteSubquery(BoundSubquery subquery)
    {
        _subqueryDepth++;
        var rewritten = subquery with { Query = Rewrite(subquery.Query) };
        _subqueryDepth--;
        return subquery.Operand is null ? rewritten : rewritten with { Operand = Rewrite(subquery.Operand) };
    }

    private static BoundColumn Refer(BoundProjection key, BoundExpression place) =>
        new(key.Column.Id, place.Type, key.Column.Name) { Position = place.Position };

    private BoundProjection AddKey(BoundExpression expression)
    {
        var name = expression is BoundColumn column ? column.Name : "?group?";
        var definition = new BoundColumnDefinition(_context.NewColumn(_level), name, expression.Type);
        var key = new BoundProjection(definition, expression);
        _keys.Add(key);
        return key;
    }

    private bool IsDeterminedByKeys(ColumnId id)
    {
        foreach (var table in _level.Tables)
        {
            if (Contains(table, id))
                return !table.Table.HasHiddenRowId && HasWholeKey(table);
        }
        return false;
    }

    private static bool Contains(BoundBaseTable table, ColumnId id)
    {
        foreach (var column in table.Columns)
        {
            if (column.Id == id)
                return true;
        }
        return false;
    }

    private bool HasWholeKey(BoundBaseTable table)
    {
        foreach (var part in table.Table.PrimaryKey)
        {
            if (!IsKey(table.Columns[part.Ordinal].Id))
                return false;
        }
        return true;
    }

    private bool IsKey(ColumnId id)
    {
        foreach (var key in _keys)
        {
            if (key.Expression is BoundColumn column && column.Id == id)
                return true;
        }
        return false;
    }
}
