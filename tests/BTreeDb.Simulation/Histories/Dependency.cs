namespace BTreeDb.Simulation.Histories;

/// <summary>An edge of the direct serialization graph.</summary>
/// <param name="From">Who comes before.</param>
/// <param name="To">Who comes after.</param>
/// <param name="Kind">Why.</param>
/// <param name="Key">On what.</param>
internal sealed record Dependency(HistoryTransaction From, HistoryTransaction To, DependencyKind Kind, int Key)
{
    /// <summary>Whether it is an anti-dependency of either kind.</summary>
    public bool IsAnti => Kind >= DependencyKind.Anti;

    /// <inheritdoc/>
    public override string ToString()
    {
        var kind = Kind switch
        {
            DependencyKind.Write => "ww",
            DependencyKind.Read => "wr",
            DependencyKind.Anti => "rw",
            _ => "predicate rw",
        };
        return $"{From} -{kind} {Key}-> {To}";
    }
}
