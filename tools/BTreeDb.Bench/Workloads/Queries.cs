using BTreeDb.Bench.Engines;

namespace BTreeDb.Bench.Workloads;

/// <summary>Queries over whole tables.</summary>
internal static class Queries
{
    /// <summary>A filtered aggregate over all rows.</summary>
    public static Workload ScanAggregate(Sizes sizes) => new("scan-aggregate", sizes.Items, null, engine =>
    {
        using var session = engine.OpenSession();
        using var query = session.Prepare("SELECT count(*), sum(k), sum(v), max(v) FROM items WHERE v < 512 AND g >= 100");
        var sum = new Checksum();
        query.Open();
        while (query.Read())
        {
            sum.Add(query.GetInt64(0));
            sum.Add(query.GetInt64(1));
            sum.Add(query.GetDouble(2));
            sum.Add(query.GetDouble(3));
        }

        query.Close();
        return sum.Value;
    });

    /// <summary>A thousand groups over all rows.</summary>
    public static Workload GroupBy(Sizes sizes) => new("group-by", sizes.Items, null, engine =>
    {
        using var session = engine.OpenSession();
        using var query = session.Prepare("SELECT g, count(*), sum(k), max(v) FROM items GROUP BY g ORDER BY g");
        var sum = new Checksum();
        query.Open();
        while (query.Read())
        {
            sum.Add(query.GetInt64(0));
            sum.Add(query.GetInt64(1));
            sum.Add(query.GetInt64(2));
            sum.Add(query.GetDouble(3));
        }

        query.Close();
        return sum.Value;
    });

    /// <summary>A large table with a smaller one, aggregated.</summary>
    public static Workload Join(Sizes sizes) => new("join", sizes.Items, null, engine =>
    {
        using var session = engine.OpenSession();
        using var query = session.Prepare(
            "SELECT o.region, count(*), sum(i.k) FROM items i JOIN owners o ON o.id = i.owner "
            + "WHERE i.v >= 128 GROUP BY o.region ORDER BY o.region");
        var sum = new Checksum();
        query.Open();
        while (query.Read())
        {
            sum.Add(query.GetInt64(0));
            sum.Add(query.GetInt64(1));
            sum.Add(query.GetInt64(2));
        }

        query.Close();
        return sum.Value;
    });

    /// <summary>All rows in the order of a column without index.</summary>
    public static Workload Sort(Sizes sizes) => new("sort", sizes.Items, null, engine =>
    {
        using var session = engine.OpenSession();
        using var query = session.Prepare("SELECT v, id FROM items ORDER BY v, id");
        var sum = new Checksum();
        query.Open();
        while (query.Read())
        {
            sum.Add(query.GetDouble(0));
            sum.Add(query.GetInt64(1));
        }

        query.Close();
        return sum.Value;
    });
}
