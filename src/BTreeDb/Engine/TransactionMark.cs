using BTreeDb.Catalog;
using BTreeDb.Engine.Constraints;
using BTreeDb.Tables;
using BTreeDb.Transactions;

namespace BTreeDb.Engine;

/// <summary>
/// A place in a session's transaction to which all of it can return: data, catalog, locks, row counts. Filled in place, for
/// every statement that may write begins with one.
/// </summary>
internal struct TransactionMark
{
    /// <summary>The changes of data; the beginning, when the transaction had not begun below.</summary>
    public SavepointMark Changes;

    /// <summary>Locks and row counts.</summary>
    public TableAccessMark Tables;

    /// <summary>The changes of the catalog; null when there were none.</summary>
    public CatalogEditMark? Catalog;

    /// <summary>How many advisory locks went with the transaction.</summary>
    public int AdvisoryLocks;

    /// <summary>Whether statements might only read.</summary>
    public bool IsReadOnly;

    /// <summary>How many places the block has had so far, by which cursors are told apart.</summary>
    public int Place;

    /// <summary>The checks that were put off.</summary>
    public DeferredChecks Deferred;
}
