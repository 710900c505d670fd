using System.Collections.Immutable;
using BTreeDb.Binding.Coercion;
using BTreeDb.Binding.Expressions;
using BTreeDb.Binding.Names;
using BTreeDb.Binding.Queries;
using BTreeDb.Types;

namespace BTreeDb.Binding.Clauses;

/// <summary>Changes what a bound query yields: other types, or expressions over its columns.</summary>
internal static class QueryShaper
{
    /// <summary>A query that yields expressions over the columns of another.</summary>
    public static BoundSelect Project(
        BindingContext context, BoundQuery query, ReadOnlySpan<BoundExpression> expressions, QueryLevel around)
    {
        var level = new QueryLevel(around);
        foreach (var column in query.Columns)
            context.MoveTo(level, column.Id);
        var projections = ImmutableArray.CreateBuilder<BoundProjection>(expressions.Length);
        for (var i = 0; i < expressions.Length; i++)
        {
            var column = new BoundColumnDefinition(
                context.NewColumn(level), query.Columns[i].Name, expressions[i].Type);
            context.Collations.Add(column.Id, expressions[i]);
            projections.Add(new BoundProjection(column, expressions[i]));
        }
        return Select(new BoundDerivedTable(query, "subquery", false, query.Columns), projections.MoveToImmutable());
    }

    /// <summary>A plain SELECT of a projection.</summary>
    public static BoundSelect Select(BoundTableReference? from, ImmutableArray<BoundProjection> projections) =>
        new(from, null, false, [], [], null, projections, false, ColumnsOf(projections));

    /// <summary>The columns of a projection.</summary>
    public static ImmutableArray<BoundColumnDefinition> ColumnsOf(ImmutableArray<BoundProjection> projections)
    {
        var columns = ImmutableArray.CreateBuilder<BoundColumnDefinition>(projections.Length);
        foreach (var projection in projections)
            columns.Add(projection.Column);
        return columns.MoveToImmutable();
    }

    /// <summary>Where the expression behind a column of a query stands, if that can be told.</summary>
    public static int PositionOf(BoundQuery query, int column, int otherwise)
    {
        var select = query as BoundSelect ?? (query as BoundOrderedQuery)?.Input as BoundSelect;
        return select is not null && column < select.Projections.Length
            ? select.Projections[column].Expression.Position
            : otherwise;
    }

    /// <summary>
    /// Gives the columns that are still of unknown type (string literals, NULLs and parameters in a select list) the
    /// types wanted by the place of the query.
    /// </summary>
    public static BoundQuery TypeUnknowns(Coercer coercer, BoundQuery query, ReadOnlySpan<SqlType> wanted)
    {
        switch (query)
        {
            case BoundSelect select:
                return TypeUnknowns(coercer, select, wanted);
            case BoundOrderedQuery ordered:
                var input = TypeUnknowns(coercer, ordered.Input, wanted);
                return ordered with { Input = input, Columns = input.Columns[..ordered.Columns.Length] };
            default:
                return query;
        }
    }

    /// <summary>The query with its columns converted to types.</summary>
    public static BoundQuery ToTypes(BindingContext context, BoundQuery query, SqlType[] types, QueryLevel level)
    {
        query = TypeUnknowns(context.Coercer, query, types);
        var values = new BoundExpression[types.Length];
        var needsProjection = false;
        for (var i = 0; i < types.Length; i++)
        {
            var column = query.Columns[i];
            values[i] = new BoundColumn(column.Id, column.Type, column.Name);
            if (CastRules.SharesBytes(column.Type.Id, types[i].Id) && !Coercer.LosesBlanks(column.Type, types[i]))
                continue;
            values[i] = context.Coercer.Coerce(values[i], types[i]);
            needsProjection = true;
        }
        return needsProjection ? Project(context, query, values, level) : query;
    }

    private static BoundSelect TypeUnknowns(Coercer coercer, BoundSelect select, ReadOnlySpan<SqlType> wanted)
    {
        ImmutableArray<BoundProjection>.Builder? changed = null;
        for (var i = 0; i < wanted.Length && i < select.Projections.Length; i++)
        {
            var projection = select.Projections[i];
            if (projection.Expression.Type.Id != TypeId.Unknown)
                continue;
            var typed = coercer.TryCoerce(projection.Expression, wanted[i], CastContext.Assignment)!;
            changed ??= select.Projections.ToBuilder();
            changed[i] = new BoundProjection(projection.Column with { Type = typed.Type }, typed);
        }
        if (changed is null)
            return select;
        var projections = changed.ToImmutable();
        return select with { Projections = projections, Columns = ColumnsOf(projections) };
    }
}
