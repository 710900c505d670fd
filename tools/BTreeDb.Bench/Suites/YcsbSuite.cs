using System.Globalization;
using BTreeDb.Bench.Engines;
using BTreeDb.Bench.Workloads;

namespace BTreeDb.Bench.Suites;

/// <summary>
/// The core workloads of YCSB (Cooper et al., SoCC 2010) on one table of ten texts of a hundred characters, one thread, each
/// operation a transaction. Keys are drawn by a Zipfian distribution, scattered.
/// </summary>
internal static class YcsbSuite
{
    private const int Fields = 10;

    private enum Step
    {
        Read,
        Update,
        Insert,
        Scan,
        ReadModifyWrite,
    }

    /// <summary>The suite.</summary>
    public static Suite Create(Sizes sizes) => new(
        "ycsb",
        engine => Load(engine, sizes.YcsbRecords),
        [
            Mix("ycsb-a", sizes, 50, Step.Update),
            Mix("ycsb-b", sizes, 95, Step.Update),
            Mix("ycsb-c", sizes, 100, Step.Update),
            Mix("ycsb-d", sizes, 95, Step.Insert),
            Mix("ycsb-e", sizes, 5, Step.Scan),
            Mix("ycsb-f", sizes, 50, Step.ReadModifyWrite),
        ])
    {
        IsDurable = false,
        HasMean = true,
    };

    private static void Load(IBenchEngine engine, int records)
    {
        using var session = engine.OpenSession();
        var fields = string.Join(", ", Enumerate(i => $"field{i} text NOT NULL"));
        session.Execute($"CREATE TABLE usertable (ycsb_key {engine.KeyType} PRIMARY KEY, {fields})");
        var columns = new List<BulkColumn> { new("ycsb_key", ParameterKind.Int64) };
        foreach (var name in Enumerate(i => $"field{i}"))
            columns.Add(new(name, ParameterKind.Text));
        session.BulkLoad("usertable", [.. columns], Rows(records));
        session.Execute("ANALYZE");
    }

    private static IEnumerable<string[]> Rows(int records)
    {
        for (var i = 0; i < records; i++)
        {
            var row = new string[Fields + 1];
            row[0] = i.ToString(CultureInfo.InvariantCulture);
            for (var f = 1; f <= Fields; f++)
                row[f] = new string((char)('a' + ((i + f) % 26)), 100);
            yield return row;
        }
    }

    private static IEnumerable<string> Enumerate(Func<int, string> name)
    {
        for (var i = 0; i < Fields; i++)
            yield return name(i);
    }

    private static Workload Mix(string name, Sizes sizes, int readPercent, Step other)
    {
        var count = other == Step.Scan ? sizes.RelaxedCommits / 4 : sizes.RelaxedCommits;
        return new(name, count, engine =>
        {
            using var session = engine.OpenSession();
            using var client = new YcsbClient(session, sizes.YcsbRecords);
            var choices = new KeySequence(100, 7);
            for (var i = 0; i < count; i++)
                Do(client, choices.Next() < readPercent && other != Step.Scan ? Step.Read : other, choices, readPercent);
            return new() { Checksum = client.Checksum };
        })
        {
            Prepare = engine =>
            {
                using var session = engine.OpenSession();
                session.Execute($"DELETE FROM usertable WHERE ycsb_key >= {sizes.YcsbRecords.ToString(CultureInfo.InvariantCulture)}");
            },
        };
    }

    private static void Do(YcsbClient client, Step step, KeySequence choices, int percent)
    {
        switch (step)
        {
            case Step.Read:
                client.Read();
                break;
            case Step.Update:
                client.Update();
                break;
            case Step.Insert:
                client.Insert();
                break;
            case Step.ReadModifyWrite:
                client.Read();
                client.Update();
                break;
            case Step.Scan when choices.Next() < percent:
                client.Insert();
                break;
            default:
                client.Scan(1 + (int)choices.Next());
                break;
        }
    }
}
