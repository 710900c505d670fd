using System.Collections.Immutable;
using BTreeDb.Binding.Coercion;
using BTreeDb.Binding.Errors;
using BTreeDb.Binding.Expressions;
using BTreeDb.Binding.Names;
using BTreeDb.Binding.Queries;
using BTreeDb.Binding.Scalars;
using BTreeDb.Parsing.Syntax.Expressions;
using BTreeDb.Types;
using SetOperation = BTreeDb.Parsing.Syntax.Queries.SetOperation;
using SetOperationSyntaxKind = BTreeDb.Parsing.Syntax.Queries.SetOperationKind;
using SelectStatement = BTreeDb.Parsing.Syntax.Queries.SelectStatement;
using QueryBody = BTreeDb.Parsing.Syntax.Queries.QueryBody;

namespace BTreeDb.Binding.Clauses;

/// <summary>UNION, INTERSECT and EXCEPT: unifies the columns of both sides, pair by pair of operands from the left.</summary>
internal sealed class SetOperationBinder(BindingContext context)
{
    private readonly LimitBinder _limits = new(context);

    public BoundQuery Bind(SetOperation syntax, SelectStatement statement, Scope? outer, CommonTables? tables)
    {
        var scope = Scope.Inside(outer, tables);
        var query = BindChain(syntax, scope);
        var sortKeys = BindOrderBy(statement, query);
        var columns = query.Columns;
        if (context.Collations.IsUsed)
            (query, sortKeys) = WithKeys(query, sortKeys, scope);
        var (limit, offset) = _limits.Bind(statement.Limit, scope);
        return sortKeys.IsEmpty && limit is null && offset is null
            ? query
            : new BoundOrderedQuery(query, sortKeys, limit, offset, query.Columns[..columns.Length]) { WithTies = LimitBinder.HasTies(statement) };
    }

    /// <summary>Walks down the left sides in a loop: long chains of UNION need no deep stack.</summary>
    private BoundQuery BindChain(SetOperation syntax, Scope scope)
    {
        var spine = new Stack<SetOperation>();
        QueryBody leftmost = syntax;
        while (leftmost is SetOperation operation)
        {
            spine.Push(operation);
            leftmost = operation.Left;
        }

        var before = context.RecursionPlace;
        foreach (var operation in spine)
            context.EnterRecursionPlace(PlaceOf(operation, isRight: false));
        var left = context.Queries.BindSide(leftmost, scope.Outer, scope.CommonTables);
        context.RecursionPlace = before;
        while (spine.TryPop(out var operation))
        {
            var place = context.EnterRecursionPlace(PlaceOf(operation, isRight: true));
            var right = BindRight(operation.Right, scope);
            context.RecursionPlace = place;
            left = Combine(operation, left, right, scope);
        }

        return left;
    }

    private BoundQuery BindRight(QueryBody syntax, Scope scope) =>
        syntax is SetOperation operation
            ? BindChain(operation, Scope.Inside(scope.Outer, scope.CommonTables))
            : context.Queries.BindSide(syntax, scope.Outer, scope.CommonTables);

    private BoundQuery Combine(SetOperation syntax, BoundQuery left, BoundQuery right, Scope scope)
    {
        var name = NameOf(syntax.Kind);
        if (left.Columns.Length != right.Columns.Length)
            throw QueryErrors.SetOperationWidths(name, QueryShaper.PositionOf(right, 0, syntax.Right.Position));
        var types = new SqlType[left.Columns.Length];
        for (var i = 0; i < types.Length; i++)
        {
            types[i] = CommonType.Of([Sample(left, i, syntax.Left.Position), Sample(right, i, syntax.Right.Position)], name);
            if (!syntax.All)
                Comparability.RequireEquality(types[i], QueryShaper.PositionOf(right, i, syntax.Right.Position));
        }

        var columns = ImmutableArray.CreateBuilder<BoundColumnDefinition>(types.Length);
        for (var i = 0; i < types.Length; i++)
        {
            columns.Add(new BoundColumnDefinition(context.NewColumn(scope.Level), left.Columns[i].Name, types[i]));
            context.Collations.Add(columns[i].Id, Sample(left, i, -1), Sample(right, i, -1));
        }

        var level = scope.Level;
        left = QueryShaper.ToTypes(context, left, types, level);
        right = QueryShaper.ToTypes(context, right, types, level);
        var kind = KindOf(syntax.Kind);
        if (syntax.All && kind == SetOperationKind.Union)
            return new BoundSetOperation(kind, true, left, right, columns.MoveToImmutable());
        var keyed = new KeyedColumns(context, columns.MoveToImmutable(), level);
        return keyed.IsNeeded
            ? keyed.Show(new BoundSetOperation(kind, syntax.All, keyed.Hide(left), keyed.Hide(right), keyed.Columns))
            : new BoundSetOperation(kind, syntax.All, left, right, keyed.Columns);
    }

    /// <summary>Stands for a column of a side when the common type is chosen.</summary>
    private static BoundColumn Sample(BoundQuery query, int column, int position)
    {
        var definition = query.Columns[column];
        return new BoundColumn(definition.Id, definition.Type, definition.Name)
        {
            Position = QueryShaper.PositionOf(query, column, position),
        };
    }

    /// <summary>Texts that are ordered by a language get columns of their keys, which are sorted by instead.</summary>
    private (BoundQuery Query, ImmutableArray<BoundSortKey> SortKeys) WithKeys(
        BoundQuery query, ImmutableArray<BoundSortKey> sortKeys, Scope scope)
    {
        var projections = ImmutableArray.CreateBuilder<BoundProjection>();
        foreach (var column in query.Columns)
        {
            var shown = column with { Id = context.NewColumn(scope.Level) };
            var value = new BoundColumn(column.Id, column.Type, column.Name);
            context.Collations.Add(shown.Id, value);
            projections.Add(new BoundProjection(shown, value));
        }

        var keys = sortKeys;
        for (var i = 0; i < sortKeys.Length; i++)
        {
            var key = context.Collations.OutputKey(sortKeys[i].Column);
            var definition = new BoundColumnDefinition(context.NewColumn(scope.Level), "?sort?", key.Type);
            projections.Add(new BoundProjection(definition, key));
            keys = keys.SetItem(i, sortKeys[i] with { Column = new BoundColumn(definition.Id, definition.Type, definition.Name) });
        }

        if (keys.IsEmpty)
            return (query, keys);
        var from = new BoundDerivedTable(query, "*UNION*", false, query.Columns);
        return (QueryShaper.Select(from, projections.ToImmutable()), keys);
    }

    /// <summary>Only names and numbers of output columns may stand in ORDER BY over a set operation.</summary>
    private static ImmutableArray<BoundSortKey> BindOrderBy(SelectStatement statement, BoundQuery query)
    {
        var keys = ImmutableArray.CreateBuilder<BoundSortKey>(statement.OrderBy.Count);
        foreach (var item in statement.OrderBy)
        {
            var column = FindColumn(item.Key, query);
            var value = new BoundColumn(column.Id, column.Type, column.Name) { Position = item.Key.Position };
            keys.Add(SortOrder.Of(item).ToKey(value));
        }
        return keys.MoveToImmutable();
    }

    private static BoundColumnDefinition FindColumn(Expression key, BoundQuery query)
    {
        if (OutputOrdinal.Find(key, "ORDER BY", query.Columns.Length) is { } ordinal)
            return query.Columns[ordinal];
        if (key is not ColumnReference { Parts.Count: 1 } reference)
            throw QueryErrors.SetOperationSortKey(StartPosition.Of(key));
        BoundColumnDefinition? found = null;
        foreach (var column in query.Columns)
        {
            if (column.Name != reference.Parts[0])
                continue;
            if (found is not null)
                throw QueryErrors.AmbiguousOutputName("ORDER BY", column.Name, key.Position);
            found = column;
        }
        return found ?? throw NameErrors.UndefinedColumn(reference.Parts[0], key.Position);
    }

    /// <summary>A recursion may not refer to itself where a row more may mean a row less.</summary>
    private static RecursionPlace PlaceOf(SetOperation syntax, bool isRight) => syntax.Kind switch
    {
        SetOperationSyntaxKind.Intersect when syntax.All => RecursionPlace.Intersect,
        SetOperationSyntaxKind.Except when syntax.All || isRight => RecursionPlace.Except,
        _ => RecursionPlace.Allowed,
    };

    private static SetOperationKind KindOf(SetOperationSyntaxKind kind) => kind switch
    {
        SetOperationSyntaxKind.Union => SetOperationKind.Union,
        SetOperationSyntaxKind.Intersect => SetOperationKind.Intersect,
        _ => SetOperationKind.Except,
    };

    private static string NameOf(SetOperationSyntaxKind kind) => kind switch
    {
        SetOperationSyntaxKind.Union => "UNION",
        SetOperationSyntaxKind.Intersect => "INTERSECT",
        _ => "EXCEPT",
    };
}
