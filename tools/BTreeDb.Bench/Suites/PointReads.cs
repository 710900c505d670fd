using System.Globalization;
using BTreeDb.Bench.Engines;
using BTreeDb.Bench.Workloads;

namespace BTreeDb.Bench.Suites;

/// <summary>Short queries through the key or an index.</summary>
internal static class PointReads
{
    private const string ByKey = "SELECT k, payload FROM items WHERE id = $1";

    /// <summary>One row by primary key, each statement its own transaction.</summary>
    public static Workload Autocommit(string name, int count, int rows, int threads, double target) =>
        new(name, count, engine =>
        {
            var sums = new ulong[threads];
            Threads.Run(threads, thread =>
            {
                using var session = engine.OpenSession();
                sums[thread] = Select(session, ByKey, ParameterKind.Int64, new(rows, (ulong)(2 * thread) + 1), count / threads);
            });
            var sum = new Checksum();
            foreach (var part in sums)
                sum.Add((long)part);
            return new() { Checksum = sum.Value };
        })
        {
            Target = target,
        };

    /// <summary>The same in one transaction.</summary>
    public static Workload InTransaction(Sizes sizes) => new("point-select-in-transaction", sizes.PointSelects, engine =>
    {
        using var session = engine.OpenSession();
        session.BeginRead();
        var sum = Select(session, ByKey, ParameterKind.Int64, new(sizes.Items), sizes.PointSelects);
        session.Commit();
        return new() { Checksum = sum };
    })
    {
        Target = 1.4,
    };

    /// <summary>One row by a secondary index.</summary>
    public static Workload ByIndex(Sizes sizes) => new("select-by-index", sizes.PointSelects, engine =>
    {
        using var session = engine.OpenSession();
        return new()
        {
            Checksum = Select(
                session, "SELECT k, payload FROM items WHERE u = $1", ParameterKind.Int32, new(sizes.Items), sizes.PointSelects),
        };
    })
    {
        Target = 4,
    };

    /// <summary>One row by primary key, by a text that is another one each time.</summary>
    public static Workload AdHoc(Sizes sizes) => new("ad-hoc-text", sizes.PointSelects / 2, engine =>
    {
        using var session = engine.OpenSession();
        var keys = new KeySequence(sizes.Items);
        var sum = new Checksum();
        for (var i = 0; i < sizes.PointSelects / 2; i++)
        {
            using var query = session.Prepare(
                string.Create(CultureInfo.InvariantCulture, $"SELECT k, payload FROM items WHERE id = {keys.Next()}"));
            query.Open();
            while (query.Read())
            {
                sum.Add(query.GetInt64(0));
                sum.Add(query.GetTextLength(1));
            }

            query.Close();
        }

        return new() { Checksum = sum.Value };
    })
    {
        Target = 4,
    };

    /// <summary>A hundred rows by primary key, or by an index of which ten neighbours have about ten rows each.</summary>
    public static Workload Range(Sizes sizes, bool byIndex) => new(
        byIndex ? "range-100-by-index" : "range-100-by-key", sizes.Ranges, engine =>
        {
            using var session = engine.OpenSession();
            using var query = session.Prepare(
                byIndex
                    ? "SELECT id, k, v FROM items WHERE k >= $1 AND k < $2"
                    : "SELECT id, k, v FROM items WHERE id >= $1 AND id < $2 ORDER BY id",
                byIndex ? ParameterKind.Int32 : ParameterKind.Int64, byIndex ? ParameterKind.Int32 : ParameterKind.Int64);
            var width = byIndex ? 10 : 100;
            var keys = new KeySequence(Math.Max(1, (byIndex ? sizes.Keys : sizes.Items) - width));
            var (count, sum) = (0L, 0.0);
            for (var i = 0; i < sizes.Ranges; i++)
            {
                var first = keys.Next();
                query.Bind(0, first);
                query.Bind(1, first + width);
                query.Open();
                while (query.Read())
                {
                    count += query.GetInt64(0) ^ query.GetInt64(1);
                    sum += query.GetDouble(2);
                }

                query.Close();
            }

            var checksum = new Checksum();
            checksum.Add(count);
            checksum.Add(sum);
            return new() { Checksum = checksum.Value };
        })
    {
        Target = byIndex ? 4 : 2,
    };

    private static ulong Select(IBenchSession session, string sql, ParameterKind kind, KeySequence keys, int count)
    {
        using var query = session.Prepare(sql, kind);
        var sum = new Checksum();
        for (var i = 0; i < count; i++)
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
    }
}
