using System.Collections.Immutable;
using BTreeDb.Binding.Errors;
using BTreeDb.Binding.Names;
using BTreeDb.Binding.Queries;
using BTreeDb.Diagnostics;
using BTreeDb.Parsing.Syntax;
using BTreeDb.Parsing.Syntax.Queries;
using JoinKind = BTreeDb.Binding.Queries.JoinKind;

namespace BTreeDb.Binding.Clauses;

/// <summary>Binds FROM: dispatches on the kind of item, and joins the items between commas.</summary>
internal sealed class FromBinder
{
    private readonly FunctionTableBinder _functions;
    private readonly JoinBinder _joins;
    private readonly SubqueryTableBinder _subqueries;
    private readonly TableBinder _tables;

    public FromBinder(BindingContext context)
    {
        _functions = new FunctionTableBinder(context);
        _joins = new JoinBinder(context, this);
        _subqueries = new SubqueryTableBinder(context);
        _tables = new TableBinder(context);
    }

    /// <summary>Binds functions that return rows.</summary>
    public FunctionTableBinder Functions => _functions;

    /// <summary>Binds the items between commas; the scope has what stands before them (of UPDATE, the target).</summary>
    public FromClause Bind(SyntaxList<FromItem> syntax, Scope scope, BoundTableReference? before = null)
    {
        var items = scope.Items;
        var reference = before;
        foreach (var item in syntax)
        {
            var bound = BindItem(item, scope.With(items));
            CheckNames(items, bound.Items, item.Position);
            items = items.AddRange(bound.Items);
            reference = reference is null ? bound.Reference : Cross(reference, bound.Reference);
        }
        return new FromClause(reference, items);
    }

    /// <summary>Binds one item; the scope's own items are those that it may use if it is lateral.</summary>
    public BoundFromItem BindItem(FromItem syntax, Scope scope)
    {
        StackDepth.Ensure();
        return syntax switch
        {
            TableReference table => _tables.Bind(table, scope),
            SubqueryTable subquery => _subqueries.Bind(subquery, scope),
            FunctionTable function => _functions.Bind(function, scope),
            JoinedTable join => _joins.Bind(join, scope),
            _ => throw new ArgumentOutOfRangeException(nameof(syntax), syntax, null),
        };
    }

    /// <summary>Raises 42712 when two items answer to one name, unless they are tables of different schemas.</summary>
    public static void CheckNames(ImmutableArray<ScopeItem> items, ImmutableArray<ScopeItem> added, int position)
    {
        foreach (var item in added)
        {
            foreach (var other in items)
            {
                if (item.Alias is null || item.Alias != other.Alias)
                    continue;
                var differInSchema = item.SchemaName is not null && other.SchemaName is not null
                    && item.SchemaName != other.SchemaName;
                if (!differInSchema)
                    throw NameErrors.DuplicateTableName(item.Alias, position);
            }
        }
    }

    private static BoundJoin Cross(BoundTableReference left, BoundTableReference right) =>
        new(JoinKind.Cross, left, right, null, left.Columns.AddRange(right.Columns));
}
