using BTreeDb.Bench.Engines;
using BTreeDb.Bench.Workloads;

namespace BTreeDb.Bench.Suites;

/// <summary>Bytes on disk for each row of a key, an integer and a hundred characters.</summary>
internal static class SpaceSuite
{
    /// <summary>The suite.</summary>
    public static Suite Create(Sizes sizes) => new(
        "space",
        engine =>
        {
            OltpData.Recreate(engine, "target");
            using var session = engine.OpenSession();
            session.BulkLoad(
                "target",
                [new("id", ParameterKind.Int64), new("k", ParameterKind.Int32), new("payload", ParameterKind.Text)],
                RowWrites.Rows(sizes.Items));
        },
        [
            Size("bytes-per-row", sizes.Items, null),
            Size("bytes-per-row-with-index", sizes.Items, "CREATE INDEX IF NOT EXISTS target_k ON target (k)"),
        ]);

    private static Workload Size(string name, int rows, string? before) => new(name, rows, engine =>
    {
        if (before is not null)
        {
            using var session = engine.OpenSession();
            session.Execute(before);
        }

        return new() { Value = (double)engine.ReadDiskBytes() / rows };
    })
    {
        Unit = "bytes",
        Target = 1.1,
    };
}
