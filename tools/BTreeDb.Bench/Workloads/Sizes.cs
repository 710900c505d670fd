namespace BTreeDb.Bench.Workloads;

/// <summary>How much each workload does at a scale; 1 takes a few seconds for all.</summary>
internal sealed class Sizes(double scale)
{
    /// <summary>Rows of the table that most workloads read.</summary>
    public int Items => Scaled(200_000);

    /// <summary>Distinct values of the indexed column: about ten rows each.</summary>
    public int Keys => Math.Max(1, Items / 10);

    /// <summary>Distinct values of the grouping column.</summary>
    public int Groups => 1_000;

    /// <summary>Rows of the smaller table of the join.</summary>
    public int Owners => Scaled(20_000);

    /// <summary>Rows that one bulk insert adds.</summary>
    public int BulkRows => Scaled(100_000);

    /// <summary>Look-ups by primary key.</summary>
    public int PointSelects => Scaled(100_000);

    /// <summary>Ranges of a hundred rows.</summary>
    public int Ranges => Scaled(5_000);

    /// <summary>Look-ups by secondary index.</summary>
    public int IndexLookups => Scaled(10_000);

    /// <summary>Updates by primary key, and how many of them share a transaction.</summary>
    public int Updates => Scaled(50_000);

    /// <summary>Updates in one transaction.</summary>
    public int UpdatesPerTransaction => 1_000;

    /// <summary>Durable commits, over all threads.</summary>
    public int Commits => Scaled(800);

    private int Scaled(int count) => Math.Max(1, (int)(count * scale));
}
