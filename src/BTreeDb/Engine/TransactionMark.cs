using BTreeDb.Catalog;
using BTreeDb.Engine.Constraints;
using BTreeDb.Tables;
using BTreeDb.Transactions;

namespace BTreeDb.Engine;

/// <summary>A place in a session's transaction to which all of it can return: data, catalog, locks, row counts.</summary>
/// <param name="Changes">The changes of data; the beginning, when the transaction had not begun below.</param>
/// <param name="Tables">Locks and row counts.</param>
/// <param name="Catalog">The changes of the catalog; null when there were none.</param>
/// <param name="AdvisoryLocks">How many advisory locks went with the transaction.</param>
/// <param name="IsReadOnly">Whether statements might only read.</param>
/// <param name="Deferred">The checks that were put off.</param>
internal readonly record struct TransactionMark(
    SavepointMark Changes, TableAccessMark Tables, CatalogEditMark? Catalog, int AdvisoryLocks, bool IsReadOnly, int Place,
    DeferredChecks Deferred);
