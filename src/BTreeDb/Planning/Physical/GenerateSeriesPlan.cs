using System.Collections.Immutable;
using BTreeDb.Binding;
using BTreeDb.Binding.Expressions;
using BTreeDb.Binding.Queries;
using BTreeDb.Catalog;

namespace BTreeDb.Planning.Physical;

/// <summary>A function that returns rows.</summary>
internal sealed record GenerateSeriesPlan(
    TableFunctionId Function,
    ImmutableArray<BoundExpression> Arguments,
    string Alias,
    ImmutableArray<BoundColumnDefinition> Columns,
    PlanEstimate Estimate) : PhysicalPlan(Columns, Estimate)
{
    /// <summary>The routine that is called; null for built-in functions.</summary>
    public RoutineSchema? Routine { get; init; }
}
