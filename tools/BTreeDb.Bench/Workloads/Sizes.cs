namespace BTreeDb.Bench.Workloads;

/// <summary>How much the workloads do at a scale; at 1 a round of a suite takes a few seconds.</summary>
internal sealed class Sizes(double scale)
{
    /// <summary>Rows of the table that most workloads read.</summary>
    public int Items => Scaled(200_000);

    /// <summary>Distinct values of the indexed column: about ten rows each.</summary>
    public int Keys => Math.Max(1, Items / 10);

    /// <summary>Rows that one bulk insert adds.</summary>
    public int BulkRows => Scaled(100_000);

    /// <summary>Look-ups of one row.</summary>
    public int PointSelects => Scaled(100_000);

    /// <summary>Ranges of a hundred rows.</summary>
    public int Ranges => Scaled(5_000);

    /// <summary>Updates of one row.</summary>
    public int Updates => Scaled(50_000);

    /// <summary>Durable commits, over all threads.</summary>
    public int Commits => Scaled(800);

    /// <summary>Commits that wait for no disk.</summary>
    public int RelaxedCommits => Scaled(20_000);

    /// <summary>Rows of the table that is ten times its cache: about 330 MB.</summary>
    public int LargeRows => Scaled(2_500_000);

    /// <summary>Rows of the analytic queries.</summary>
    public int Facts => Scaled(500_000);

    /// <summary>Records of YCSB.</summary>
    public int YcsbRecords => Scaled(100_000);

    private int Scaled(int count) => Math.Max(1, (int)(count * scale));
}
