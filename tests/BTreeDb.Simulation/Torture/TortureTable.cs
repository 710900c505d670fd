using System.Collections.Immutable;
using System.Linq;

namespace BTreeDb.Simulation.Torture;

/// <summary>A table of the model: the key is the first column, an int; a row has the values of the others.</summary>
/// <param name="Columns">The columns after the key.</param>
/// <param name="Rows">The rows by their keys.</param>
/// <param name="Indexes">The indexes by their names, with the column that each is on.</param>
internal sealed record TortureTable(
    ImmutableArray<TortureColumn> Columns, ImmutableSortedDictionary<int, ImmutableArray<string?>> Rows,
    ImmutableSortedDictionary<string, string> Indexes)
{
    /// <summary>No index.</summary>
    public static readonly ImmutableSortedDictionary<string, string> NoIndexes =
        ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>Whether two tables have the same columns.</summary>
    public bool HasColumnsOf(TortureTable other) =>
        Columns.Select(static column => column.Name).SequenceEqual(other.Columns.Select(static column => column.Name));

    /// <summary>Whether two tables have the same indexes.</summary>
    public bool HasIndexesOf(TortureTable other) => Indexes.Keys.SequenceEqual(other.Indexes.Keys);

    /// <summary>Whether two tables hold the same.</summary>
    public bool HasRowsOf(TortureTable other)
    {
        if (Rows.Count != other.Rows.Count)
            return false;
        foreach (var (key, row) in Rows)
        {
            if (!other.Rows.TryGetValue(key, out var theirs) || !row.SequenceEqual(theirs))
                return false;
        }

        return true;
    }
}
