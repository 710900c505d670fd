using System.Collections.Immutable;
using System.Globalization;
using BTreeDb.Catalog;
using BTreeDb.Diagnostics;
using BTreeDb.Primitives;
using BTreeDb.Tables;
using BTreeDb.Types;

namespace BTreeDb.Engine.SystemCatalog;

/// <summary>What trees belong to, and their keys as text, for messages and views.</summary>
internal static class TreeOwners
{
    /// <summary>The table of a tree, and the index if the tree is one.</summary>
    public static bool TryFind(
        CatalogSnapshot catalog, TreeId tree, out TableSchema table, out IndexSchema? index)
    {
        foreach (var candidate in catalog.Tables)
        {
            (table, index) = (candidate, null);
            if (candidate.Tree == tree)
                return true;
            foreach (var candidateIndex in candidate.Indexes)
            {
                index = candidateIndex;
                if (candidateIndex.Tree == tree)
                    return true;
            }
        }

        (table, index) = (null!, null);
        return false;
    }

    /// <summary>The columns of a key, <c>(1, x)</c>; bytes that are no whole key, such as a bound of a range, in hexadecimal.</summary>
    public static string KeyText(TableSchema table, IndexSchema? index, ReadOnlySpan<byte> key)
    {
        var columns = index is null ? TableKeys.ClusteredKey(table) : TableKeys.Columns(table, index.Columns);
        try
        {
            var texts = ImmutableArray.CreateBuilder<string>();
            foreach (var column in columns)
            {
                if (key.IsEmpty)
                    break;
                var value = KeyEncoding.Read(key, column, out var length);
                texts.Add(value.IsNull ? "NULL" : TextOutput.Format(value, column.Type, SessionTimeZone.Utc));
                key = key[length..];
            }

            return $"({string.Join(", ", texts)})";
        }
        catch (Exception failure) when (failure is ArgumentException or IndexOutOfRangeException or EngineException)
        {
            return string.Create(CultureInfo.InvariantCulture, $"\\x{Convert.ToHexStringLower(key)}");
        }
    }
}
