namespace BTreeDb.Tables;

/// <summary>What a transaction has changed in a table, for estimates.</summary>
/// <param name="Table">The table.</param>
/// <param name="Rows">Rows more, or fewer.</param>
/// <param name="Changes">Rows inserted, updated and deleted.</param>
internal readonly record struct RowChanges(TableState Table, long Rows, long Changes);
