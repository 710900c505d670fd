using System.Diagnostics;
using System.Diagnostics.Metrics;
using BTreeDb.Diagnostics;
using BTreeDb.Tests.Engine;

namespace BTreeDb.Tests.Diagnostics;

public sealed class TelemetryTests
{
    [Fact]
    public void Statements_are_activities_named_by_their_command()
    {
        var activities = new List<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = static source => source.Name == Telemetry.Name,
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity =>
            {
                lock (activities)
                    activities.Add(activity);
            },
        };
        ActivitySource.AddActivityListener(listener);
        using var parent = new Activity("test").Start();
        using var database = new TestDatabase();
        database.Run("CREATE TABLE telemetry (a int)");
        database.Fails("SELECT nosuch FROM telemetry");
        var own = activities.FindAll(activity => activity.TraceId == parent.TraceId);
        own.ShouldContain(activity => activity.DisplayName == "CREATE TABLE");
        own.ShouldContain(activity =>
            activity.Status == ActivityStatusCode.Error
            && (string?)activity.GetTagItem("db.response.status_code") == SqlState.UndefinedColumn
            && (string?)activity.GetTagItem("db.system.name") == "btreedb");
    }

    [Fact]
    public void Statement_durations_are_measured_when_somebody_listens()
    {
        var durations = 0;
        using var listener = new MeterListener
        {
            InstrumentPublished = static (instrument, owner) =>
            {
                if (instrument.Meter.Name == Telemetry.Name && instrument.Name == "db.client.operation.duration")
                    owner.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<double>((_, _, _, _) => Interlocked.Increment(ref durations));
        listener.Start();
        using var database = new TestDatabase();
        database.Query("SELECT 1");
        durations.ShouldBeGreaterThan(0);
    }
}
