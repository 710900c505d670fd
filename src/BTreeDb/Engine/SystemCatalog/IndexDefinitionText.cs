using BTreeDb.Catalog.SystemRelations;
using BTreeDb.Parsing.Printing;

namespace BTreeDb.Engine.SystemCatalog;

/// <summary>Prints the statements that would create indexes, as PostgreSQL does.</summary>
internal static class IndexDefinitionText
{
    /// <summary>The whole statement.</summary>
    public static string Of(RelationEntry index)
    {
        var table = index.Table!;
        var keys = new string[index.Key.Length];
        for (var i = 0; i < keys.Length; i++)
            keys[i] = OfKey(index, i) + OrderOf(index, i);
        return $"CREATE {(index.IsUnique ? "UNIQUE " : "")}INDEX {IdentifierQuoting.Quote(index.Name)} ON "
            + $"{IdentifierQuoting.Quote(index.Schema)}.{IdentifierQuoting.Quote(table.Name)} USING btree ({string.Join(", ", keys)})";
    }

    /// <summary>One key column, without its order.</summary>
    public static string OfKey(RelationEntry index, int place) =>
        IdentifierQuoting.Quote(index.Table!.Columns[index.Key[place].Ordinal].Name);

    private static string OrderOf(RelationEntry index, int place)
    {
        var key = index.Key[place];
        if (key.Descending)
            return key.NullsFirst ? " DESC" : " DESC NULLS LAST";
        return key.NullsFirst ? " NULLS FIRST" : "";
    }
}
