using System.Globalization;
using BTreeDb.Bench.Engines;
using BTreeDb.Bench.Workloads;

namespace BTreeDb.Bench.Tpch;

/// <summary>The 22 queries of TPC-H over generated tables.</summary>
internal static class TpchSuite
{
    /// <summary>The suite at a scale: 1 has six million line items.</summary>
    public static Suite Create(double scale)
    {
        var workloads = new List<Workload>();
        for (var number = 1; number <= TpchQueries.Count; number++)
        {
            var query = number;
            workloads.Add(new(
                string.Create(CultureInfo.InvariantCulture, $"tpch-q{query:00}"), 1, engine => Run(engine, query, scale))
            {
                Engines = EngineKind.All,
            });
        }

        var name = string.Create(CultureInfo.InvariantCulture, $"tpch_{scale}").Replace('.', '_');
        return new(name, engine => Load(engine, scale), workloads) { HasMean = true, MeanTarget = scale < 1 ? 2.5 : 4 };
    }

    private static Outcome Run(IBenchEngine engine, int number, double scale)
    {
        using var session = engine.OpenSession();
        var sql = TpchQueries.Text(number, scale);
        return new() { Rows = QueryReading.Rows(session, engine.Kind == EngineKind.Sqlite ? SqliteDialect.Translate(sql) : sql) };
    }

    private static void Load(IBenchEngine engine, double scale)
    {
        using var session = engine.OpenSession();
        foreach (var table in TpchSchema.Tables)
        {
            session.Execute(table.Definition(engine.Kind));
            var columns = new BulkColumn[table.Columns.Length];
            for (var i = 0; i < columns.Length; i++)
                columns[i] = new(table.Columns[i].Name, TpchSchema.KindFor(engine.Kind, table.Columns[i].Kind));
            session.BulkLoad(table.Name, columns, table.Rows(scale));
        }

        if (engine.Kind != EngineKind.DuckDb)
        {
            foreach (var index in TpchSchema.Indexes)
                session.Execute(index);
        }

        session.Execute("ANALYZE");
    }
}
