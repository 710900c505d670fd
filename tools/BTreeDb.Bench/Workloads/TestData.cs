using BTreeDb.Bench.Engines;

namespace BTreeDb.Bench.Workloads;

/// <summary>Creates and fills the tables that the workloads share. The same seed gives both engines the same rows.</summary>
internal static class TestData
{
    private const int Seed = 20260101;
    private const string Alphabet = "abcdefghijklmnopqrstuvwxyz";

    /// <summary>Fills an empty database.</summary>
    public static void Load(IBenchEngine engine, Sizes sizes)
    {
        using var session = engine.OpenSession();
        session.Execute(
            $"CREATE TABLE items (id {engine.KeyType} PRIMARY KEY, k integer NOT NULL, g integer NOT NULL, "
            + "owner integer NOT NULL, hits integer NOT NULL, v double precision NOT NULL, payload text NOT NULL)");
        session.Execute($"CREATE TABLE owners (id {engine.KeyType} PRIMARY KEY, region integer NOT NULL)");
        session.Execute($"CREATE TABLE log (id {engine.KeyType} PRIMARY KEY, payload text NOT NULL)");
        LoadItems(session, sizes);
        LoadOwners(session, sizes);
        session.Execute("CREATE INDEX items_k ON items (k)");
    }

    /// <summary>A text of a hundred letters.</summary>
    public static string Payload(Random random)
    {
        Span<char> text = stackalloc char[100];
        foreach (ref var letter in text)
            letter = Alphabet[random.Next(Alphabet.Length)];
        return new(text);
    }

    private static void LoadItems(IBenchSession session, Sizes sizes)
    {
        // Not for secrets: the same numbers on every run are the point.
#pragma warning disable CA5394
        var random = new Random(Seed);
        using var insert = session.Prepare(
            "INSERT INTO items (id, k, g, owner, hits, v, payload) VALUES ($1, $2, $3, $4, $5, $6, $7)",
            ParameterKind.Int64, ParameterKind.Int32, ParameterKind.Int32, ParameterKind.Int32, ParameterKind.Int32,
            ParameterKind.Double, ParameterKind.Text);
        session.Begin();
        for (var id = 0; id < sizes.Items; id++)
        {
            insert.Bind(0, id);
            insert.Bind(1, random.Next(sizes.Keys));
            insert.Bind(2, random.Next(sizes.Groups));
            insert.Bind(3, random.Next(sizes.Owners));
            insert.Bind(4, 0);
            insert.Bind(5, random.Next(1 << 20) / (double)(1 << 10));
            insert.Bind(6, Payload(random));
            insert.Run();
        }

        session.Commit();
#pragma warning restore CA5394
    }

    private static void LoadOwners(IBenchSession session, Sizes sizes)
    {
        using var insert = session.Prepare(
            "INSERT INTO owners (id, region) VALUES ($1, $2)", ParameterKind.Int64, ParameterKind.Int32);
        session.Begin();
        for (var id = 0; id < sizes.Owners; id++)
        {
            insert.Bind(0, id);
            insert.Bind(1, id % 10);
            insert.Run();
        }

        session.Commit();
    }
}
