using BTreeDb.Recovery;
using Shouldly;
using Xunit;

namespace BTreeDb.Tests.Engine;

/// <summary>Checkpoints that take their time, and those who wait for them.</summary>
public sealed class CheckpointTests
{
    [Fact]
    public void A_backup_hurries_a_checkpoint_that_takes_its_time()
    {
        using var database = new TestDatabase();
        database.Run("CREATE TABLE t (id int PRIMARY KEY, v text)");
        database.Run("INSERT INTO t SELECT i, repeat('x', 100) FROM generate_series(1, 5000) i");
        var storage = database.Engine.Storage;
        var before = storage.Log.BytesSinceCheckpoint;
        var slow = Task.Run(() => storage.Checkpointer.RunSlowly(
            CheckpointReason.Time, 0.9, TimeSpan.FromDays(1), CancellationToken.None));
        SpinWait.SpinUntil(() => storage.Log.BytesSinceCheckpoint < before, TimeSpan.FromMinutes(1)).ShouldBeTrue();

        var held = Task.Run(() => storage.Checkpointer.RunAndHold(out _));
        held.Wait(TimeSpan.FromMinutes(1)).ShouldBeTrue();
        storage.Log.EndHold(held.Result);
        slow.Wait(TimeSpan.FromMinutes(1)).ShouldBeTrue();
    }
}
