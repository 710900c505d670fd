namespace BTreeDb.Planning.Costing;

/// <summary>
/// What work costs, in PostgreSQL's unit (1 is the read of a page in sequence). All figures that the planner weighs stand
/// here; they express ratios between kinds of work, not time.
/// </summary>
internal static class CostModel
{
    /// <summary>A row decoded from a leaf in key order.</summary>
    public const double ScanRow = 0.01;

    /// <summary>A descent in a tree to the start of a range.</summary>
    public const double Seek = 0.3;

    /// <summary>A row fetched by its key from the clustered tree after an index entry.</summary>
    public const double FetchRow = 0.25;

    /// <summary>A page of a table that has to be read from the file first.</summary>
    public const double ReadPage = 0.75;

    /// <summary>A simple condition tested on a row.</summary>
    public const double TestRow = 0.0025;

    /// <summary>A row that an operator hands on.</summary>
    public const double EmitRow = 0.003;

    /// <summary>A row kept in memory, to be read again.</summary>
    public const double KeepRow = 0.006;

    /// <summary>A row put into a hash table.</summary>
    public const double HashBuildRow = 0.02;

    /// <summary>A row looked up in a hash table.</summary>
    public const double HashProbeRow = 0.008;

    /// <summary>A hash table of so many bytes is taken to stay in the processor's caches.</summary>
    private const double CacheBytes = 8 << 20;

    /// <summary>A row of a hash join whose table is not in the processor's caches.</summary>
    private const double MissedRow = 0.01;

    /// <summary>A row written to a temporary file and read again.</summary>
    private const double SpillRow = 0.03;

    /// <summary>A left row of a merge join.</summary>
    public const double MergeLeftRow = 0.01;

    /// <summary>A right row of a merge join.</summary>
    public const double MergeRightRow = 0.022;

    /// <summary>A key of a row compared with that of the row before.</summary>
    public const double NeighbourKey = 0.003;

    /// <summary>A pair tested by a nested loop.</summary>
    public const double LoopPair = 0.002;

    /// <summary>A row changed in a table.</summary>
    public const double WriteRow = 0.2;

    /// <summary>Comparing rows in a sort: times rows times the logarithm of rows.</summary>
    public const double SortCompare = 0.003;

    /// <summary>The cost of sorting rows.</summary>
    public static double Sort(double rows) => rows * Math.Log2(Math.Max(2, rows)) * SortCompare + rows * EmitRow;

    /// <summary>
    /// What a row of a hash join costs besides, on both sides, because the table is larger than the processor's caches, or than
    /// what may be held in memory.
    /// </summary>
    public static double HashRowBeyond(double bytes, long workMemoryBytes) =>
        bytes > workMemoryBytes ? SpillRow : bytes > CacheBytes ? MissedRow : 0;

    /// <summary>The cost of a hash join's own work.</summary>
    public static double HashJoin(double probe, double build, double output) =>
        build * HashBuildRow + probe * HashProbeRow + output * EmitRow;

    /// <summary>The cost of a merge join's own work.</summary>
    public static double MergeJoin(double left, double right, double output) =>
        left * MergeLeftRow + right * MergeRightRow + output * EmitRow;

    /// <summary>The cost of a nested loop's own work over a materialised inner side.</summary>
    public static double NestedLoop(double outer, double inner, double output) =>
        outer * inner * LoopPair + output * EmitRow;
}
