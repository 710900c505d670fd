using BTreeDb.Catalog;
using BTreeDb.Primitives;
using BTreeDb.Recovery;
using BTreeDb.Tables;

namespace BTreeDb.Checking;

/// <summary>
/// The whole check of an open database: trees, pages in the file, allocation, tables against indexes. Nobody is stopped.
/// The caller's transaction keeps the trees of its catalog from being dropped meanwhile.
/// </summary>
internal sealed class DatabaseCheck
{
    private readonly StorageEngine _storage;
    private readonly TableAccess _access;
    private readonly CatalogStore _catalogs;
    private readonly CatalogSnapshot _catalog;
    private readonly CheckFindings _findings = new();
    private readonly Dictionary<TreeId, string> _trees = [];

    /// <summary>Prepares a check.</summary>
    /// <param name="storage">What is checked.</param>
    /// <param name="catalogs">Tells whether the transaction's catalog is still the newest.</param>
    /// <param name="access">Bound to the transaction whose snapshot tables and indexes are compared in.</param>
    public DatabaseCheck(StorageEngine storage, CatalogStore catalogs, TableAccess access)
    {
        _storage = storage;
        _catalogs = catalogs;
        _access = access;
        _catalog = access.Catalog!;
    }

    /// <summary>
    /// Whether pages that nothing links to were looked for. They cannot be told from those that running transactions or
    /// old snapshots need, so that takes a database at rest.
    /// </summary>
    public bool LooksForLeaks { get; private set; }

    /// <summary>Runs the check.</summary>
    public IReadOnlyList<CheckFinding> Run(CancellationToken cancellation)
    {
        var isQuiet = IsQuiet();
        var allocation = new AllocationCheck(_storage.Trees, _storage.File, _findings);
        CheckTree(allocation, "catalog", _storage.CatalogTree, cancellation);
        foreach (var table in _catalog.Tables)
        {
            var isSound = CheckTree(allocation, table.Name, table.Tree, cancellation);
            foreach (var index in table.Indexes)
                isSound &= CheckTree(allocation, index.Name, index.Tree, cancellation);
            // What is damaged does not agree with anything.
            if (isSound)
                new TableCheck(_access, _access.GetTable(table), _findings).Run(cancellation);
        }

        allocation.CheckStoredPages(cancellation);
        LooksForLeaks = isQuiet && !_findings.HasDamage && IsQuiet();
        if (LooksForLeaks)
            allocation.ReportLeaks(cancellation);
        return _findings.All;
    }

    private bool CheckTree(AllocationCheck allocation, string name, TreeId tree, CancellationToken cancellation)
    {
        if (!_trees.TryAdd(tree, name))
        {
            _findings.Add(CheckKind.Catalog, name, tree.Root, $"it has the same tree as \"{_trees[tree]}\"");
            return false;
        }

        return new TreeCheck(_storage.Trees, _storage.File, _findings, allocation, name, tree).Run(cancellation);
    }

    /// <summary>Whether no transaction runs that has written, and nothing that ended ones left waits to be freed.</summary>
    private bool IsQuiet()
    {
        var transactions = _storage.Transactions;
        if (_storage.Log.IsPoisoned)
            return false;
        transactions.Reclaimer.ReclaimNow();
        return transactions.Reclaimer.PendingCount == 0
            && transactions.AllVisibleBelow == transactions.NextId
            && _catalogs.Latest.Number == _catalog.Number;
    }
}
