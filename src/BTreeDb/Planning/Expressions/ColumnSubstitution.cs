using System.Collections.Immutable;
using BTreeDb.Binding;
using BTreeDb.Binding.Expressions;
using BTreeDb.Binding.Queries;

namespace BTreeDb.Planning.Expressions;

/// <summary>Replaces column references by expressions.</summary>
internal sealed class ColumnSubstitution
{
    private readonly Dictionary<ColumnId, BoundExpression> _replacements = [];

    /// <summary>Replaces the columns that projections make by what they compute.</summary>
    public static ColumnSubstitution Of(ImmutableArray<BoundProjection> projections)
    {
        var substitution = new ColumnSubstitution();
        foreach (var projection in projections)
            substitution.Add(projection.Column.Id, projection.Expression);
        return substitution;
    }

    /// <summary>Replaces columns by the columns at the same places of another list.</summary>
    public static ColumnSubstitution Between(
        ImmutableArray<BoundColumnDefinition> from, ImmutableArray<BoundColumnDefinition> to)
    {
        var substitution = new ColumnSubstitution();
        for (var i = 0; i < from.Length; i++)
            substitution.Add(from[i].Id, Projection.Reference(to[i]));
        return substitution;
    }

    /// <summary>Replaces one more column.</summary>
    public void Add(ColumnId column, BoundExpression replacement) => _replacements[column] = replacement;

    /// <summary>What replaces a column, or null.</summary>
    public BoundExpression? Find(ColumnId column) => _replacements.GetValueOrDefault(column);

    /// <summary>The expression with its columns replaced.</summary>
    public BoundExpression Apply(BoundExpression expression) => expression is BoundColumn column
        ? _replacements.GetValueOrDefault(column.Id, expression)
        : ExpressionTree.MapChildren(expression, Apply);
}
