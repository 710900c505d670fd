using System.Collections.Immutable;
using BTreeDb.Catalog;

namespace BTreeDb.Planning.Costing;

/// <summary>
/// Corrects the share of pairs of two tables that are equal in several columns: the columns of a unique key are not
/// independent. A row that refers to another by a key of two columns finds one row, though each column alone has many values.
/// </summary>
internal static class CompositeKeys
{
    /// <summary>By how much to multiply the product of the shares of single columns; 1 where no key is matched.</summary>
    /// <param name="table">The table that may be referred to.</param>
    /// <param name="rows">Its rows.</param>
    /// <param name="matched">For each of its columns that equals one of the other table, the values that its share is one of.</param>
    public static double Correction(TableSchema table, double rows, Dictionary<int, double> matched)
    {
        if (matched.Count < 2)
            return 1;
        var correction = Correction(table.PrimaryKey, rows, matched);
        foreach (var index in table.Indexes)
        {
            if (index.KeepsRowsApart)
                correction = Math.Max(correction, Correction(index.Columns, rows, matched));
        }

        return correction;
    }

    private static double Correction(ImmutableArray<IndexColumn> key, double rows, Dictionary<int, double> matched)
    {
        var values = 1.0;
        foreach (var column in key)
        {
            if (!matched.TryGetValue(column.Ordinal, out var count))
                return 1;
            values *= count;
        }

        return key.Length < 2 ? 1 : Math.Max(1, values / rows);
    }
}
