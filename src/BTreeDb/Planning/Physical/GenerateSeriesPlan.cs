using System.Collections.Immutable;
using BTreeDb.Binding;
using BTreeDb.Binding.Expressions;

namespace BTreeDb.Planning.Physical;

/// <summary><c>generate_series(start, stop [, step])</c>.</summary>
internal sealed record GenerateSeriesPlan(
    ImmutableArray<BoundExpression> Arguments,
    string Alias,
    ImmutableArray<BoundColumnDefinition> Columns,
    PlanEstimate Estimate) : PhysicalPlan(Columns, Estimate);
