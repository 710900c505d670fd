using BTreeDb.Planning.Logical;

namespace BTreeDb.Planning.Physical;

/// <summary>A common table that is computed once, as its references ask for its rows.</summary>
/// <param name="Table">Which; the references name it, too.</param>
/// <param name="Plan">What computes it.</param>
internal sealed record CommonTablePlan(SharedTable Table, PhysicalPlan Plan)
{
    /// <summary>Whether it changes rows, and so runs to its end in any case.</summary>
    public bool IsChange { get; } = Table.IsChange;

    /// <summary>Whether the rows that it changes count as those of the statement.</summary>
    public bool CountsRows => Table.CountsRows;

    /// <summary>Whether it, or the input of a change, is computed before the statement writes anything.</summary>
    public bool IsEager { get; } = Table.IsEager;
}
