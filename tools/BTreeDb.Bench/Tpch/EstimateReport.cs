using System.Globalization;
using System.Text.Json;
using BTreeDb.Bench.Engines;

namespace BTreeDb.Bench.Tpch;

/// <summary>
/// How good BTreeDb's estimates are: EXPLAIN ANALYZE of each TPC-H query, and of its nodes over up to three relations the one
/// whose estimated and actual rows are farthest apart.
/// </summary>
internal static class EstimateReport
{
    private const int RelationsMax = 3;
    private const double FactorMax = 10;

    /// <summary>Prints a table; the database has been loaded.</summary>
    /// <returns>How many queries have an estimate that is off by more than ten times.</returns>
    public static int Print(TextWriter output, IBenchEngine engine, double scale)
    {
        output.WriteLine("| query | worst estimate | relations | estimated | actual | factor |");
        output.WriteLine("| --- | --- | ---: | ---: | ---: | ---: |");
        var missed = 0;
        using var session = engine.OpenSession();
        for (var number = 1; number <= TpchQueries.Count; number++)
        {
            var worst = new Estimate("", 0, 1, 1);
            using var plan = JsonDocument.Parse(Explain(session, TpchQueries.Text(number, scale)));
            Visit(plan.RootElement[0].GetProperty("Plan"), ref worst);
            missed += worst.Factor > FactorMax ? 1 : 0;
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| Q{number} | {worst.Node} | {worst.Relations} | {worst.Estimated:0} | {worst.Actual:0} | {worst.Factor:0.0} |"));
        }

        return missed;
    }

    private static string Explain(IBenchSession session, string sql)
    {
        using var query = session.Prepare("EXPLAIN (ANALYZE, FORMAT JSON) " + sql);
        query.Open();
        query.Read();
        var text = query.GetText(0)!;
        query.Close();
        return text;
    }

    /// <summary>
    /// Visits a node and those below it, and returns the number of relations that they read; many where groups are formed, whose
    /// number is no estimate of a join, and where a common table is read, whose joins stand elsewhere.
    /// </summary>
    private static int Visit(JsonElement node, ref Estimate worst)
    {
        var type = node.GetProperty("Node Type").GetString()!;
        var relations = node.TryGetProperty("Relation Name", out _) ? 1 : 0;
        if (node.TryGetProperty("Plans", out var inputs))
        {
            foreach (var input in inputs.EnumerateArray())
                relations += Visit(input, ref worst);
        }

        if (type is "Aggregate" or "Unique" or "CTE Scan")
            relations += RelationsMax;
        if (relations is > 0 and <= RelationsMax && node.TryGetProperty("Actual Rows", out var actual)
            && node.GetProperty("Actual Loops").GetDouble() > 0)
        {
            var estimate = new Estimate(type, relations, node.GetProperty("Plan Rows").GetDouble(), actual.GetDouble());
            if (estimate.Factor > worst.Factor)
                worst = estimate;
        }

        return relations;
    }

    private readonly record struct Estimate(string Node, int Relations, double Estimated, double Actual)
    {
        /// <summary>How many times one is the other; less than one row counts as one.</summary>
        public double Factor => Math.Max(Math.Max(Estimated, 1) / Math.Max(Actual, 1), Math.Max(Actual, 1) / Math.Max(Estimated, 1));
    }
}
