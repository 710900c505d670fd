using System.Collections.Immutable;
using BTreeDb.Binding.Expressions;
using BTreeDb.Catalog;

namespace BTreeDb.Binding.Queries;

/// <summary>A set-returning function in FROM.</summary>
internal sealed record BoundFunctionTable(
    TableFunctionId Function, ImmutableArray<BoundExpression> Arguments, string Alias,
    ImmutableArray<BoundColumnDefinition> Columns) : BoundTableReference(Columns)
{
    /// <summary>The routine that is called; null for all but <see cref="TableFunctionId.Routine"/>.</summary>
    public RoutineSchema? Routine { get; init; }
}
