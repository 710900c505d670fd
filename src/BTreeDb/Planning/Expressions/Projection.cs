using System.Collections.Immutable;
using BTreeDb.Binding;
using BTreeDb.Binding.Expressions;
using BTreeDb.Binding.Queries;

namespace BTreeDb.Planning.Expressions;

/// <summary>Lists of computed columns.</summary>
internal static class Projection
{
    /// <summary>The columns that the projections make.</summary>
    public static ImmutableArray<BoundColumnDefinition> ColumnsOf(ImmutableArray<BoundProjection> projections)
    {
        var columns = ImmutableArray.CreateBuilder<BoundColumnDefinition>(projections.Length);
        foreach (var projection in projections)
            columns.Add(projection.Column);
        return columns.MoveToImmutable();
    }

    /// <summary>Maps the expression of each projection.</summary>
    public static ImmutableArray<BoundProjection> Map(
        ImmutableArray<BoundProjection> projections, Func<BoundExpression, BoundExpression> map)
    {
        var mapped = ImmutableArray.CreateBuilder<BoundProjection>(projections.Length);
        foreach (var projection in projections)
            mapped.Add(projection with { Expression = map(projection.Expression) });
        return mapped.MoveToImmutable();
    }

    /// <summary>Projections that pass columns on as they are.</summary>
    public static ImmutableArray<BoundProjection> PassThrough(ImmutableArray<BoundColumnDefinition> columns)
    {
        var projections = ImmutableArray.CreateBuilder<BoundProjection>(columns.Length);
        foreach (var column in columns)
            projections.Add(new BoundProjection(column, Reference(column)));
        return projections.MoveToImmutable();
    }

    /// <summary>A reference to a column.</summary>
    public static BoundColumn Reference(BoundColumnDefinition column) => new(column.Id, column.Type, column.Name);
}
