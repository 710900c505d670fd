using System.Collections.Immutable;
using BTreeDb.Catalog;

namespace BTreeDb.Engine.Definitions;

/// <summary>Changes the texts of what indexes compute, when something that they name is renamed.</summary>
internal static class IndexTexts
{
    /// <summary>The indexes with other texts.</summary>
    public static ImmutableArray<IndexSchema> Map(ImmutableArray<IndexSchema> indexes, Func<string, string> change)
    {
        for (var i = 0; i < indexes.Length; i++)
        {
            if (indexes[i].IsComputed)
                indexes = indexes.SetItem(i, Map(indexes[i], change));
        }

        return indexes;
    }

    private static IndexSchema Map(IndexSchema index, Func<string, string> change)
    {
        var columns = index.Columns;
        for (var i = 0; i < columns.Length; i++)
        {
            if (columns[i].Expression is { } expression)
            {
                columns = columns.SetItem(i, columns[i] with
                {
                    Expression = expression with { Sql = change(expression.Sql) },
                });
            }
        }

        return index with { Columns = columns, PredicateSql = index.PredicateSql is { } sql ? change(sql) : null };
    }
}
