using BTreeDb.Bench.Engines;

namespace BTreeDb.Bench.Workloads;

/// <summary>Short queries through an index.</summary>
internal static class Reads
{
    /// <summary>One row by primary key.</summary>
    public static Workload PointSelect(Sizes sizes) => new("point-select", sizes.PointSelects, null, engine =>
    {
        using var session = engine.OpenSession();
        using var query = session.Prepare("SELECT k, payload FROM items WHERE id = $1", ParameterKind.Int64);
        var keys = new KeySequence(sizes.Items);
        var sum = new Checksum();
        for (var i = 0; i < sizes.PointSelects; i++)
        {
            query.Bind(0, keys.Next());
            query.Open();
            while (query.Read())
            {
                sum.Add(query.GetInt64(0));
                sum.Add(query.GetTextLength(1));
            }

            query.Close();
        }

        return sum.Value;
    });

    /// <summary>A hundred neighbours by primary key.</summary>
    public static Workload Range(Sizes sizes) => new("range-100", sizes.Ranges, null, engine =>
    {
        using var session = engine.OpenSession();
        using var query = session.Prepare(
            "SELECT id, k, v FROM items WHERE id >= $1 AND id < $2 ORDER BY id", ParameterKind.Int64, ParameterKind.Int64);
        var keys = new KeySequence(Math.Max(1, sizes.Items - 100));
        var sum = new Checksum();
        for (var i = 0; i < sizes.Ranges; i++)
        {
            var first = keys.Next();
            query.Bind(0, first);
            query.Bind(1, first + 100);
            query.Open();
            while (query.Read())
            {
                sum.Add(query.GetInt64(0));
                sum.Add(query.GetInt64(1));
                sum.Add(query.GetDouble(2));
            }

            query.Close();
        }

        return sum.Value;
    });

    /// <summary>About ten rows by a secondary index, each fetched from the table.</summary>
    public static Workload IndexLookup(Sizes sizes) => new("index-lookup", sizes.IndexLookups, null, engine =>
    {
        using var session = engine.OpenSession();
        using var query = session.Prepare(
            "SELECT id, v, payload FROM items WHERE k = $1 ORDER BY id", ParameterKind.Int32);
        var keys = new KeySequence(sizes.Keys);
        var sum = new Checksum();
        for (var i = 0; i < sizes.IndexLookups; i++)
        {
            query.Bind(0, keys.Next());
            query.Open();
            while (query.Read())
            {
                sum.Add(query.GetInt64(0));
                sum.Add(query.GetDouble(1));
                sum.Add(query.GetTextLength(2));
            }

            query.Close();
        }

        return sum.Value;
    });
}
