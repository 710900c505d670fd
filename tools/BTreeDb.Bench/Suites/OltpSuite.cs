using BTreeDb.Bench.Engines;
using BTreeDb.Bench.Workloads;

namespace BTreeDb.Bench.Suites;

/// <summary>Short statements: what an application does all day.</summary>
internal static class OltpSuite
{
    /// <summary>With durable commits.</summary>
    public static Suite Durable(Sizes sizes) => new(
        "oltp",
        engine => OltpData.LoadItems(engine, sizes.Items, sizes.Keys, withIndexes: true),
        [
            PointReads.Autocommit("point-select", sizes.PointSelects, sizes.Items, threads: 1, target: 3.5),
            PointReads.Autocommit("point-select-2-threads", sizes.PointSelects, sizes.Items, threads: 2, target: 4),
            PointReads.InTransaction(sizes),
            PointReads.ByIndex(sizes),
            PointReads.Range(sizes, byIndex: false),
            PointReads.Range(sizes, byIndex: true),
            PointReads.AdHoc(sizes),
            RowWrites.Inserts("insert-ascending", sizes, scattered: false, withIndex: false, target: 1.3),
            RowWrites.Inserts("insert-scattered", sizes, scattered: true, withIndex: false, target: 1.5),
            RowWrites.Inserts("insert-with-index", sizes, scattered: false, withIndex: true, target: 1.3),
            RowWrites.BulkCopy(sizes),
            RowWrites.CreateIndex(sizes),
            RowWrites.UpdateByKey(sizes),
            RowWrites.UpdateIndexed(sizes),
            RowWrites.DeleteAndReinsert(sizes),
            RowWrites.UpdateTenth(sizes),
            RowWrites.DeleteTenth(sizes),
            Commits.Inserts("commit", sizes.Commits, threads: 1, target: 1),
            Commits.Inserts("commit-8-threads", sizes.Commits * 2, threads: 8, target: 4),
            Commits.TpcB("tpcb", sizes.Commits, threads: 1, target: 1),
            Commits.TpcB("tpcb-4-threads", sizes.Commits * 2, threads: 4, target: 5),
            Commits.Mixed("writer-beside-readers", sizes.Items, countReads: false, target: 2),
            Commits.Mixed("readers-beside-writer", sizes.Items, countReads: true, target: 2.5),
        ]);

    /// <summary>With commits that wait for no disk.</summary>
    public static Suite Relaxed(Sizes sizes) => new(
        "relaxed",
        static _ => { },
        [
            Commits.Inserts("relaxed-commit", sizes.RelaxedCommits, threads: 1, target: 4),
            Commits.Inserts("relaxed-commit-8-threads", sizes.RelaxedCommits, threads: 8, target: 3),
            Commits.TpcB("relaxed-tpcb", sizes.RelaxedCommits / 4, threads: 1, target: 4),
        ])
    {
        IsDurable = false,
    };

    /// <summary>A table of ten times the cache.</summary>
    public static Suite LargerThanMemory(Sizes sizes) => new(
        "large",
        engine => OltpData.LoadItems(engine, sizes.LargeRows, sizes.LargeRows / 10, withIndexes: false),
        [
            PointReads.Autocommit("large-point-select", sizes.PointSelects, sizes.LargeRows, threads: 1, target: 2),
            new("large-scan", sizes.LargeRows, static engine => Scan(engine)),
        ])
    {
        CacheMegabytes = 32,
    };

    private static Outcome Scan(IBenchEngine engine)
    {
        using var session = engine.OpenSession();
        return new() { Rows = QueryReading.Rows(session, "SELECT count(*), sum(k), sum(hits) FROM items") };
    }
}
