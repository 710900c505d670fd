using BTreeDb.Diagnostics;
using BTreeDb.Files;
using BTreeDb.Primitives;
using BTreeDb.Tests.Primitives;
using BTreeDb.Wal;

namespace BTreeDb.Tests.Wal;

public sealed class WriteAheadLogTests : IDisposable
{
    private readonly LogTestBed _bed = new();

    public void Dispose() => _bed.Dispose();

    [Fact]
    public void Records_read_back_in_order_over_segment_borders()
    {
        var expected = new List<string>();
        for (var number = 0; number < 300; number++)
        {
            expected.Add(new string((char)('a' + (number % 26)), number));
            _bed.Append(expected[^1]);
        }

        LogTestBed.ReadPayloads(_bed.Log.OpenReader(_bed.First)).ShouldBe(expected);
        _bed.Log.SyncToEnd();
        LogTestBed.ReadPayloads(new LogReader(_bed.Reopen(), _bed.First)).ShouldBe(expected);
    }

    [Fact]
    public void Record_parts_read_back()
    {
        var first = _bed.Append("one", LogRecordKind.Change, 9, undoBytes: 3);
        var second = _bed.Append("two", LogRecordKind.Change, 9, first, undoBytes: 1);
        var reader = _bed.Log.OpenReader(second);
        reader.TryReadNext(out var record).ShouldBeTrue();
        record.Lsn.ShouldBe(second);
        record.Kind.ShouldBe(LogRecordKind.Change);
        record.Transaction.ShouldBe(new TransactionId(9));
        record.Previous.ShouldBe(first);
        record.Undo.ToArray().ShouldBe([0xEE]);
        record.ChangeCount.ShouldBe(1);
        foreach (var change in record.Changes)
        {
            change.Page.ShouldBe(new PageId(7));
            change.Operation.ShouldBe((byte)5);
            change.Flags.ShouldBe(PageChangeFlags.None);
        }

        reader.TryReadNext(out _).ShouldBeFalse();
        reader.Position.ShouldBe(_bed.Log.End);
        reader.TryReadAt(first, out record).ShouldBeTrue();
        record.Undo.Length.ShouldBe(3);
        reader.TryReadAt(new Lsn(first.Value + 1), out _).ShouldBeFalse();
    }

    [Fact]
    public void Record_bigger_than_the_ring_is_logged()
    {
        var lsn = _bed.Append("x", undoBytes: 300_000);
        _bed.Log.Flush(lsn);
        _bed.Append("behind");
        var reader = _bed.Log.OpenReader(lsn);
        reader.TryReadNext(out var record).ShouldBeTrue();
        record.Undo.Length.ShouldBe(300_000);
        record.Undo.IndexOfAnyExcept((byte)0xEE).ShouldBe(-1);
        LogTestBed.ReadPayloads(reader).ShouldBe(["behind"]);
    }

    [Fact]
    public void Checkpoint_knows_transactions_that_log_in_turn()
    {
        var firsts = new Dictionary<ulong, Lsn>();
        for (var round = 0; round < 3; round++)
        {
            for (ulong transaction = 5; transaction < 9; transaction++)
                firsts.TryAdd(transaction, _bed.Append("x", LogRecordKind.Change, transaction, undoBytes: 10));
        }

        _bed.Append("", LogRecordKind.Commit, 5);
        _bed.Append("", LogRecordKind.End, 8);
        var state = new LogState();
        var reader = _bed.Log.OpenReader(_bed.Log.BeginCheckpoint(out _));
        reader.TryReadNext(out var checkpoint).ShouldBeTrue();
        state.TryDecode(checkpoint.Undo).ShouldBeTrue();
        var running = state.Active.ToList();
        running.ConvertAll(entry => entry.Transaction.Value).ShouldBe([6UL, 7UL], ignoreOrder: true);
        foreach (var entry in running)
            entry.First.ShouldBe(firsts[entry.Transaction.Value]);
        state.Active.OldestTransaction().ShouldBe(6UL);
    }

    [Fact]
    public void Commits_without_sync_are_in_the_file_when_they_return()
    {
        using var bed = new LogTestBed(durability: Durability.Normal);
        var first = bed.Append("first");
        var second = bed.Append("second");
        // Hands over the other one as well.
        bed.Log.Flush(first);
        bed.Log.Flush(second);
        LogTestBed.ReadPayloads(new LogReader(bed.Reopen(), bed.First)).ShouldBe(["first", "second"]);
    }

    [Fact]
    public void First_change_after_a_checkpoint_logs_the_page()
    {
        _bed.PageLsn = _bed.Append("delta");
        _bed.Log.BeginCheckpoint(out _);
        _bed.Page[500] = 77;
        var lsn = _bed.Append("image");
        _bed.Append("initializes", flags: PageChangeFlags.Initializes);
        _bed.PageLsn = lsn;
        _bed.Append("delta again");
        var reader = _bed.Log.OpenReader(lsn);
        reader.TryReadNext(out var record).ShouldBeTrue();
        foreach (var change in record.Changes)
        {
            change.Flags.ShouldBe(PageChangeFlags.FullImage);
            change.Payload.Length.ShouldBe(4 + LogTestBed.PageSize - 3000);
            var page = new byte[LogTestBed.PageSize];
            PageImage.TryRestore(change.Payload, page).ShouldBeTrue();
            page[500].ShouldBe((byte)77);
            PageImage.TryRestore(change.Payload, new byte[8192]).ShouldBeFalse();
        }

        LogTestBed.ReadPayloads(reader).ShouldBe(["initializes", "delta again"]);
    }

    [Fact]
    public unsafe void Page_named_twice_gets_one_image()
    {
        _bed.Log.BeginCheckpoint(out _);
        _bed.PageLsn = Lsn.None;
        var record = new LogRecordBuilder(LogRecordKind.Structure);
        fixed (byte* page = _bed.Page)
        {
            record.AddChange(new PageId(7), page, 1, "a"u8);
            record.AddChange(new PageId(8), page, 1, "b"u8, PageChangeFlags.Initializes);
            record.AddChange(new PageId(7), page, 1, "c"u8);
            var lsn = _bed.Log.Append(ref record);
            _bed.Log.OpenReader(lsn).TryReadNext(out var read).ShouldBeTrue();
            read.ChangeCount.ShouldBe(2);
        }

        record.Dispose();
    }

    [Fact]
    public void Log_ends_at_a_damaged_record()
    {
        var positions = new List<Lsn>();
        for (var number = 0; number < 20; number++)
            positions.Add(_bed.Append($"record {number}"));
        _bed.Log.SyncToEnd();
        _bed.Log.Dispose();
        using (var raw = _bed.Files.Open(LogTestBed.Name, FileOpenMode.Existing))
        {
            var offset = LogFileHeader.ReservedBytes + LogSegmentHeader.SizeBytes
                + (long)(positions[12].Value % (8192 - LogSegmentHeader.SizeBytes));
            raw.Write(offset + LogRecordHeader.SizeBytes + 9, "!"u8);
        }

        var reader = new LogReader(LogFile.Open(_bed.Files, LogTestBed.Name, LogTestBed.DatabaseId, 1), _bed.First);
        LogTestBed.ReadPayloads(reader).Count.ShouldBe(12);
        reader.Position.ShouldBe(positions[12]);
    }

    [Fact]
    public void New_epoch_hides_stale_records_and_the_reader_follows_it()
    {
        for (var number = 0; number < 400; number++)
            _bed.Append($"old {number}");
        _bed.Log.SyncToEnd();
        // A write in the middle was lost, so recovery finds the end there, though later records are intact.
        var probe = _bed.Log.OpenReader(_bed.First);
        for (var number = 0; number < 150; number++)
            probe.TryReadNext(out _).ShouldBeTrue();
        var end = probe.Position;
        var file = _bed.Reopen();
        file.Write(end.Value + 40, new byte[8]);
        var reader = new LogReader(file, _bed.First);
        LogTestBed.ReadPayloads(reader).Count.ShouldBe(150);
        reader.Position.ShouldBe(end);
        var first = _bed.Continue(file, 2, end);
        (first.Value % (uint)file.PayloadBytes).ShouldBe(0UL);
        _bed.PageLsn = first;
        for (var number = 0; number < 10; number++)
            _bed.Append($"new {number}");
        _bed.Log.SyncToEnd();

        var again = new LogReader(_bed.Reopen(newestEpoch: 2), end);
        LogTestBed.ReadPayloads(again).ShouldBe([.. NewNames(10)]);
        // What counts is what the meta page knows: epoch 2 does not exist for it, nor do the segments it took.
        LogTestBed.ReadPayloads(new LogReader(_bed.Reopen(newestEpoch: 1), end)).ShouldNotContain("new 0");
    }

    [Fact]
    public void Slots_are_used_again_after_a_cut()
    {
        for (var round = 0; round < 50; round++)
        {
            for (var number = 0; number < 50; number++)
                _bed.PageLsn = _bed.Append(new string('x', 100));
            _bed.Log.BeginCheckpoint(out _);
            _bed.Log.EndCheckpoint();
            _bed.Log.Cut();
        }

        _bed.Log.FileBytes.ShouldBeLessThan(10 * 8192);
        _bed.Log.End.Value.ShouldBeGreaterThan(40UL * 8192);
    }

    [Fact]
    public void Cut_keeps_what_a_running_transaction_needs()
    {
        var first = _bed.Append("needed", LogRecordKind.Change, 5);
        for (var number = 0; number < 200; number++)
            _bed.PageLsn = _bed.Append(new string('x', 200));
        _bed.Log.BeginCheckpoint(out var next);
        // Its end comes too late to count: it may be lost in a crash, and then the transaction is to be rolled back.
        _bed.AppendPlain(LogRecordKind.Commit, 5, first);
        _bed.Log.Cut();
        next.ShouldBe(new TransactionId(6));
        _bed.Log.OpenReader(first).TryReadAt(first, out var record).ShouldBeTrue();
        record.Transaction.ShouldBe(new TransactionId(5));
        _bed.Log.BeginCheckpoint(out _);
        _bed.Log.Cut();
        _bed.Log.OpenReader(first).TryReadAt(first, out _).ShouldBeFalse();
    }

    [Fact]
    public void Checkpoint_lists_running_transactions()
    {
        var first = _bed.Append("a", LogRecordKind.Change, 5);
        var last = _bed.Append("b", LogRecordKind.Change, 5, first);
        _bed.AppendPlain(LogRecordKind.Commit, 6, _bed.Append("c", LogRecordKind.Change, 6));
        _bed.AppendPlain(LogRecordKind.End, 8, _bed.Append("c", LogRecordKind.Change, 8));
        var begin = _bed.Log.BeginCheckpoint(out var next);
        next.ShouldBe(new TransactionId(9));
        _bed.Log.OpenReader(begin).TryReadNext(out var record).ShouldBeTrue();
        record.Kind.ShouldBe(LogRecordKind.CheckpointBegin);
        var state = new LogState();
        state.TryDecode(record.Undo).ShouldBeTrue();
        state.Active.ToList().ShouldBe([new ActiveTransaction(new TransactionId(5), first, last)]);
        state.Reclaims.Count.ShouldBe(0);
        state.HighestId.ShouldBe(8UL);
        for (var length = 0; length < record.Undo.Length; length++)
            new LogState().TryDecode(record.Undo[..length]).ShouldBeFalse();
    }

    [Fact]
    public void Checkpoint_carries_what_is_to_be_freed_until_it_is()
    {
        foreach (var id in (ulong[])[5, 6])
        {
            var commit = new LogRecordBuilder(LogRecordKind.Commit, new TransactionId(id));
            commit.SetUndo(3).Fill((byte)id);
            _bed.Log.Append(ref commit);
            commit.Dispose();
        }

        _bed.Log.IsSettled.ShouldBeFalse();
        _bed.AppendPlain(LogRecordKind.Reclaim, 6, Lsn.None);
        var begin = _bed.Log.BeginCheckpoint(out _);
        _bed.Log.OpenReader(begin).TryReadNext(out var record).ShouldBeTrue();
        var state = new LogState();
        state.TryDecode(record.Undo).ShouldBeTrue();
        var pending = state.Reclaims.ToList().ShouldHaveSingleItem();
        pending.Transaction.ShouldBe(new TransactionId(5));
        pending.Garbage.ShouldBe([5, 5, 5]);
        _bed.AppendPlain(LogRecordKind.Reclaim, 5, Lsn.None);
        _bed.Log.IsSettled.ShouldBeTrue();
    }

    [Fact]
    public void Reserved_space_is_there_before_records_need_it()
    {
        _bed.Log.EnsureSpace(100_000);
        var before = _bed.Log.FileBytes;
        before.ShouldBeGreaterThan(100_000);
        for (var number = 0; number < 300; number++)
            _bed.Append(new string('x', 200));
        _bed.Log.SyncToEnd();
        _bed.Log.FileBytes.ShouldBe(before);
    }

    [Fact]
    public void Foreign_and_damaged_logs_are_refused()
    {
        _bed.Log.Dispose();
        Should.Throw<EngineException>(() => LogFile.Open(_bed.Files, LogTestBed.Name, Guid.NewGuid(), 1))
            .Message.ShouldContain("belongs to another database");
        using (var raw = _bed.Files.Open(LogTestBed.Name, FileOpenMode.Existing))
            raw.Write(30, "x"u8);
        Should.Throw<EngineException>(() => LogFile.Open(_bed.Files, LogTestBed.Name, LogTestBed.DatabaseId, 1))
            .Message.ShouldContain("is damaged");
    }

    [Fact]
    public async Task Commits_share_syncs_and_waiting_holds_no_thread()
    {
        const int perThread = 100;
        var tasks = new List<Task>();
        for (var index = 0; index < 8; index++)
        {
            var isAsync = index % 2 == 0;
            tasks.Add(Task.Run(async () =>
            {
                for (var number = 0; number < perThread; number++)
                {
                    var lsn = _bed.Append("commit");
                    if (isAsync)
                        await _bed.Log.FlushAsync(lsn, CancellationToken.None);
                    else
                        _bed.Log.Flush(lsn);
                    _bed.Log.DurableEnd.ShouldBeGreaterThan(lsn);
                }
            }));
        }

        await Task.WhenAll(tasks).WaitAsync(TimeSpan.FromSeconds(30));
        LogTestBed.ReadPayloads(_bed.Log.OpenReader(_bed.First)).Count.ShouldBe(8 * perThread);
    }

    [Theory]
    [InlineData((int)Durability.Normal)]
    [InlineData((int)Durability.Off)]
    public void Weaker_durability_still_writes_the_log_before_pages(int durability)
    {
        using var bed = new LogTestBed(durability: (Durability)durability);
        var lsn = bed.Append("commit");
        bed.Log.Flush(lsn);
        bed.Log.DurableEnd.ShouldBeLessThanOrEqualTo(lsn);
        bed.Log.FlushBeforePage(lsn);
        LogTestBed.ReadPayloads(new LogReader(bed.Reopen(), bed.First)).ShouldBe(["commit"]);
    }

    [Fact]
    public void Appending_allocates_nothing_once_warm() =>
        AllocationProbe.ShouldAllocateNothing(() => AppendMany(50));

    private unsafe void AppendMany(int count)
    {
        fixed (byte* page = _bed.Page)
        {
            for (var index = 0; index < count; index++)
            {
                var record = new LogRecordBuilder(LogRecordKind.Structure);
                record.AddChange(new PageId(7), page, 1, "a payload"u8);
                _bed.Log.Append(ref record);
                record.Dispose();
            }
        }
    }

    private static IEnumerable<string> NewNames(int count)
    {
        for (var number = 0; number < count; number++)
            yield return $"new {number}";
    }

    [Fact]
    public void Log_at_its_size_waits_for_a_checkpoint_before_it_grows()
    {
        var bed = new LogTestBed(segmentBytes: 8192);
        using var log = new WriteAheadLog(
            LogFile.Create(bed.Files, "other-wal", LogTestBed.DatabaseId, 8192),
            LogTestBed.PageSize,
            new WalOptions { BufferBytes = 64 * 1024, MaxBytes = 40 * 1024 });
        log.BeginEpoch(1, Lsn.None, 0);
        var checkpoints = 0;
        log.CheckpointNeeded = () => Task.Run(() =>
        {
            Interlocked.Increment(ref checkpoints);
            log.BeginCheckpoint(out _);
            // As a checkpoint does: nothing is cut that is not written.
            log.EndCheckpoint();
            log.Cut();
        });
        for (var number = 0; number < 500; number++)
        {
            log.EnsureSpace(4000);
            var record = new LogRecordBuilder(LogRecordKind.Structure);
            record.SetUndo(1000);
            log.Append(ref record);
            record.Dispose();
        }

        checkpoints.ShouldBeGreaterThan(5);
        log.FileBytes.ShouldBeLessThan(100 * 1024);
        bed.Dispose();
    }
}
