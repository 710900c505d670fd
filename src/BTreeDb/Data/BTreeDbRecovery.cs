using BTreeDb.Files;
using BTreeDb.Salvage;

namespace BTreeDb.Data;

/// <summary>Saves what can be read from a damaged database file into a new one.</summary>
public static class BTreeDbRecovery
{
    /// <summary>
    /// Saves every readable row of a damaged database into a new one, with tables, views and indexes. The damaged file is
    /// only read; its log, if it was not closed cleanly, is applied to a copy beside the new file.
    /// </summary>
    /// <param name="damagedPath">The damaged database, which nobody has open.</param>
    /// <param name="newPath">The new database, which must not exist.</param>
    /// <param name="cancellationToken">Ends the work; the new database is then removed.</param>
    /// <returns>What was saved and what is lost.</returns>
    /// <exception cref="BTreeDbException">
    /// 58P01: the damaged file is missing. 55006: it is in use. 58P02: the new one exists. XX001: nothing in it is ours.
    /// </exception>
    public static BTreeDbRecoveryReport Recover(
        string damagedPath, string newPath, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(damagedPath);
        ArgumentException.ThrowIfNullOrEmpty(newPath);
        try
        {
            var report = Salvager.Run(
                RealFileSystem.Instance, Path.GetFullPath(damagedPath), Path.GetFullPath(newPath), cancellationToken);
            var tables = new List<BTreeDbRecoveredTable>();
            foreach (var table in report.Tables)
                tables.Add(new(table.Schema, table.Name, table.Rows));
            return new(tables, report.Losses);
        }
        catch (Exception e) when (ErrorBoundary.IsForeign(e))
        {
            throw ErrorBoundary.Translate(e);
        }
    }
}
