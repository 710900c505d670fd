using BTreeDb.Catalog;
using BTreeDb.Primitives;
using BTreeDb.Transactions;

namespace BTreeDb.Engine.SystemCatalog;

/// <summary>Names what locks are on by what is committed in the catalog.</summary>
internal sealed class LockNames(CatalogStore catalogs) : ILockNames
{
    /// <inheritdoc/>
    public string OfRelation(long number)
    {
        if (number == 0)
            return "the catalog";
        foreach (var table in catalogs.Latest.Tables)
        {
            if (table.Id.Value == number)
                return $"relation \"{table.Name}\"";
        }

        return $"relation {number}";
    }

    /// <inheritdoc/>
    public string OfRow(TreeId tree, ReadOnlySpan<byte> key)
    {
        if (!TreeOwners.TryFind(catalogs.Latest, tree, out var table, out var index))
            return $"tuple in tree {tree}";
        var text = TreeOwners.KeyText(table, index, key);
        return index is null ? $"tuple {text} in relation \"{table.Name}\"" : $"index tuple {text} in relation \"{index.Name}\"";
    }
}
