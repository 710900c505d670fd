namespace BTreeDb.Planning.Logical;

/// <summary>A common table that is computed once and read by all its references. Compared by identity.</summary>
/// <param name="name">Its name.</param>
/// <param name="plan">What computes it, as far as it has been rewritten.</param>
internal sealed class SharedTable(string name, LogicalOperator plan)
{
    public string Name { get; } = name;

    /// <summary>What computes it; rewritten before the plans that refer to it.</summary>
    public LogicalOperator Plan { get; set; } = plan;
}
