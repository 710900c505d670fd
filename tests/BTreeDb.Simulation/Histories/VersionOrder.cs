namespace BTreeDb.Simulation.Histories;

/// <summary>
/// The versions of an object in their order, inferred from what was read: of a list from its last state, of a register
/// from the numbers of its versions. Version n is what the n-th write left.
/// </summary>
internal sealed class VersionOrder
{
    private readonly List<(HistoryTransaction Writer, HistoryWrite Write)> _versions = [];

    /// <summary>How many writes there were.</summary>
    public int Count => _versions.Count;

    /// <summary>Adds the next version.</summary>
    public void Add(HistoryTransaction writer, HistoryWrite write) => _versions.Add((writer, write));

    /// <summary>Who wrote a version, counted from 1.</summary>
    public HistoryTransaction WriterOf(int version) => _versions[version - 1].Writer;

    /// <summary>The write that left a version, counted from 1.</summary>
    public HistoryWrite WriteOf(int version) => _versions[version - 1].Write;
}
