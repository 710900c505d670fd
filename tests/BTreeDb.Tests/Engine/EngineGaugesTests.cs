using System.Diagnostics.Metrics;
using BTreeDb.Diagnostics;
using BTreeDb.Engine;

namespace BTreeDb.Tests.Engine;

public sealed class EngineGaugesTests
{
    [Fact]
    public void Open_databases_tell_about_log_pool_and_versions_and_closed_ones_do_not()
    {
        var name = $"gauges{Guid.NewGuid():N}";
        var files = new BTreeDb.Files.MemoryFileSystem();
        var engine = DatabaseEngine.Open(files, $"/{name}.db", new EngineSettings { PageSize = 4096, BufferPoolBytes = 1 << 20 });
        using (var session = engine.OpenSession())
        {
            TestDatabase.Run(session, "CREATE TABLE t (a int PRIMARY KEY, b text); CHECKPOINT");
            TestDatabase.Run(session, "INSERT INTO t SELECT g, repeat('x', 1000) FROM generate_series(1, 3000) g; CHECKPOINT");
        }

        var values = Read(name);
        values["btreedb.log.size"].ShouldBeGreaterThan(1_000_000);
        values["btreedb.log.limit"].ShouldBe(engine.Storage.Log.MaxBytes);
        values["btreedb.checkpoint.count"].ShouldBeGreaterThanOrEqualTo(2);
        values["btreedb.file.size"].ShouldBeGreaterThan(3_000_000);
        values["btreedb.pool.size"].ShouldBeInRange(900_000, 1 << 20);
        values["btreedb.pool.writes"].ShouldBeGreaterThan(700);
        values["btreedb.pool.evictions"].ShouldBeGreaterThan(100);
        values.ShouldContainKey("btreedb.versions.size");
        values.ShouldContainKey("btreedb.pool.reads");
        engine.Close();
        Read(name).ShouldBeEmpty();
    }

    private static Dictionary<string, long> Read(string database)
    {
        var values = new Dictionary<string, long>();
        using var listener = new MeterListener
        {
            InstrumentPublished = static (instrument, listener) =>
            {
                if (instrument.Meter.Name == Telemetry.Name && instrument.IsObservable)
                    listener.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) =>
        {
            if (tags.Length == 1 && (string?)tags[0].Value == database)
                values[instrument.Name] = value;
        });
        listener.Start();
        listener.RecordObservableInstruments();
        return values;
    }
}
