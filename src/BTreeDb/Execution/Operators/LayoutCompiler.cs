using System.Collections.Immutable;
using BTreeDb.Binding;
using BTreeDb.Binding.Expressions;
using BTreeDb.Binding.Queries;
using BTreeDb.Execution.Expressions;

namespace BTreeDb.Execution.Operators;

/// <summary>
/// Compiles expressions over rows whose columns lie in a known order; what is not among them has an outer slot.
/// </summary>
internal sealed class LayoutCompiler
{
    private readonly Dictionary<ColumnId, int> _places = [];
    private readonly ExpressionCompiler _compiler;

    /// <summary>A compiler for rows of these columns.</summary>
    public LayoutCompiler(
        ImmutableArray<BoundColumnDefinition> columns, IReadOnlyDictionary<ColumnId, int> outer, int? capacity = null)
    {
        for (var i = 0; i < columns.Length; i++)
            _places[columns[i].Id] = i;
        _compiler = capacity is null
            ? new ExpressionCompiler(_places, outer)
            : new ExpressionCompiler(_places, outer, capacity.Value);
    }

    /// <summary>The place of a column; -1 when it is not among them.</summary>
    public int PlaceOf(ColumnId column) => _places.GetValueOrDefault(column, -1);

    /// <summary>Compiles an expression.</summary>
    public VectorExpression Compile(BoundExpression expression) => _compiler.Compile(expression);

    /// <summary>Compiles expressions.</summary>
    public VectorExpression[] Compile(ImmutableArray<BoundExpression> expressions)
    {
        var compiled = new VectorExpression[expressions.Length];
        for (var i = 0; i < compiled.Length; i++)
            compiled[i] = Compile(expressions[i]);
        return compiled;
    }

    /// <summary>Compiles the expressions of projections.</summary>
    public VectorExpression[] Compile(ImmutableArray<BoundProjection> projections)
    {
        var compiled = new VectorExpression[projections.Length];
        for (var i = 0; i < compiled.Length; i++)
            compiled[i] = Compile(projections[i].Expression);
        return compiled;
    }
}
