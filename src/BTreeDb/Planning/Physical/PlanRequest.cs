using System.Collections.Immutable;
using BTreeDb.Binding;

namespace BTreeDb.Planning.Physical;

/// <summary>What the operators above ask of a plan.</summary>
/// <param name="Needed">The columns that they use; null for all.</param>
/// <param name="Order">An order that would save a sort; empty when none would.</param>
/// <param name="LimitRows">How many rows are read at most if that order is delivered.</param>
internal sealed record PlanRequest(HashSet<ColumnId>? Needed, ImmutableArray<PlanOrder> Order, double LimitRows)
{
    /// <summary>All columns, in any order.</summary>
    public static PlanRequest All { get; } = new(null, [], double.MaxValue);

    /// <summary>Some columns, in any order.</summary>
    public static PlanRequest Only(HashSet<ColumnId> needed) => new(needed, [], double.MaxValue);
}
