using System.Collections.Immutable;
using BTreeDb.Binding;
using BTreeDb.Binding.Expressions;

namespace BTreeDb.Planning.Physical;

/// <summary>Rows of expressions; may have no columns (the single row of SELECT without FROM) or no rows.</summary>
internal sealed record ValuesPlan(
    ImmutableArray<ImmutableArray<BoundExpression>> Rows,
    ImmutableArray<BoundColumnDefinition> Columns,
    PlanEstimate Estimate) : PhysicalPlan(Columns, Estimate);
