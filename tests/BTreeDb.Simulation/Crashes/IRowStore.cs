using BTreeDb.Files;

namespace BTreeDb.Simulation.Crashes;

/// <summary>
/// A table with one index on top of storage, as the crash campaign needs it: rows (id, rank, payload), an index on
/// rank, transactions one at a time. Opening recovers.
/// </summary>
internal interface IRowStore : IDisposable
{
    void Begin();

    void Insert(ulong id, ulong rank, byte[] payload);

    /// <summary>Inserts rows in ascending order, behind all others.</summary>
    void InsertMany(IReadOnlyList<(ulong Id, Row Row)> rows);

    void Update(ulong id, ulong oldRank, ulong rank, byte[] payload);

    void Delete(ulong id, ulong rank);

    /// <summary>Within the transaction: builds the index anew in another tree and drops the old one.</summary>
    void RebuildIndex();

    void Commit();

    void Rollback();

    void Checkpoint();

    /// <summary>In turns: begins a long reader, and ends it and does the work that it has held up.</summary>
    void Tidy();

    /// <summary>All rows through the table, by id.</summary>
    SortedDictionary<ulong, Row> ReadTable();

    /// <summary>All pairs (rank, id) through the index.</summary>
    SortedSet<(ulong Rank, ulong Id)> ReadIndex();

    /// <summary>What is wrong with trees and page accounting; empty when all is well.</summary>
    IReadOnlyList<string> Verify();

    /// <summary>Lets go of everything without writing, as the end of the process does.</summary>
    void Abandon();
}

/// <summary>Opens row stores.</summary>
internal delegate IRowStore RowStoreOpener(IFileSystem files);
