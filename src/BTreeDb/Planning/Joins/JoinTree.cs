namespace BTreeDb.Planning.Joins;

/// <summary>A part of a join order: a relation, or the join of two parts. Compared by identity.</summary>
/// <param name="relations">The relations in it.</param>
/// <param name="left">The left part, or null for a single relation.</param>
/// <param name="right">The right part, or null for a single relation.</param>
/// <param name="rows">The rows that it yields.</param>
/// <param name="cost">What it costs, with all below.</param>
internal sealed class JoinTree(RelationSet relations, JoinTree? left, JoinTree? right, double rows, double cost)
{
    public RelationSet Relations { get; } = relations;

    public JoinTree? Left { get; } = left;

    public JoinTree? Right { get; } = right;

    public double Rows { get; } = rows;

    public double Cost { get; } = cost;

    /// <summary>The number of the only relation; meaningful without parts.</summary>
    public int Relation => (int)UInt128.TrailingZeroCount(Relations.Bits);
}
