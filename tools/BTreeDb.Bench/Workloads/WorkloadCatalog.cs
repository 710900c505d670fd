namespace BTreeDb.Bench.Workloads;

/// <summary>All workloads, in the order in which they run.</summary>
internal static class WorkloadCatalog
{
    /// <summary>Creates them for a size.</summary>
    public static List<Workload> Create(Sizes sizes) =>
    [
        Writes.BulkInsert(sizes),
        Reads.PointSelect(sizes),
        Reads.Range(sizes),
        Reads.IndexLookup(sizes),
        Writes.UpdateByKey(sizes),
        Writes.Commits(sizes, threads: 1),
        Writes.Commits(sizes, threads: 8),
        Queries.ScanAggregate(sizes),
        Queries.GroupBy(sizes),
        Queries.Join(sizes),
        Queries.Sort(sizes),
    ];
}
