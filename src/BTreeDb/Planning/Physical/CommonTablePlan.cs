using BTreeDb.Planning.Logical;

namespace BTreeDb.Planning.Physical;

/// <summary>A common table that is computed once, as its references ask for its rows.</summary>
/// <param name="Table">Which; the references name it, too.</param>
/// <param name="Plan">What computes it.</param>
internal sealed record CommonTablePlan(SharedTable Table, PhysicalPlan Plan);
