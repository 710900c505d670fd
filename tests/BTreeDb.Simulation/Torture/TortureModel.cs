using System.Collections.Immutable;

namespace BTreeDb.Simulation.Torture;

/// <summary>What the database holds, as it should be. Immutable, so that a snapshot is a reference.</summary>
internal sealed record TortureModel(ImmutableSortedDictionary<string, TortureTable> Tables)
{
    /// <summary>No table.</summary>
    public static readonly TortureModel Empty =
        new(ImmutableSortedDictionary.Create<string, TortureTable>(StringComparer.Ordinal));

    /// <summary>Puts a table in place of one of the same name.</summary>
    public TortureModel With(string name, TortureTable table) => new(Tables.SetItem(name, table));

    /// <summary>Whether two models hold the same.</summary>
    public bool Equals(TortureModel? other)
    {
        if (other is null || Tables.Count != other.Tables.Count)
            return false;
        foreach (var (name, table) in Tables)
        {
            if (!other.Tables.TryGetValue(name, out var theirs) || !table.HasRowsOf(theirs)
                || !table.HasIndexesOf(theirs) || !table.HasColumnsOf(theirs))
                return false;
        }

        return true;
    }

    /// <inheritdoc/>
    public override int GetHashCode() => Tables.Count;
}
