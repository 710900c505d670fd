using BTreeDb.Bench.Tpch;
using BTreeDb.Bench.Workloads;

namespace BTreeDb.Bench.Suites;

/// <summary>All suites by name.</summary>
internal static class SuiteCatalog
{
    /// <summary>The names, in the order in which they run.</summary>
    public static readonly string[] Names = ["oltp", "relaxed", "large", "space", "analytic", "ycsb", "isolation", "readers", "tpch"];

    /// <summary>The suite with a name.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public static Suite Create(string name, double scale, double tpchScale)
    {
        var sizes = new Sizes(scale);
        return name switch
        {
            "oltp" => OltpSuite.Durable(sizes),
            "relaxed" => OltpSuite.Relaxed(sizes),
            "large" => OltpSuite.LargerThanMemory(sizes),
            "space" => SpaceSuite.Create(sizes),
            "analytic" => AnalyticSuite.Create(sizes),
            "ycsb" => YcsbSuite.Create(sizes),
            "isolation" => IsolationSuite.Create(sizes),
            "readers" => ReaderSuite.Create(sizes),
            "tpch" => TpchSuite.Create(tpchScale),
            _ => throw new ArgumentException($"unknown suite {name}"),
        };
    }
}
