using System.Runtime.CompilerServices;
using BTreeDb.Diagnostics;
using BTreeDb.Files;
using BTreeDb.Primitives;

namespace BTreeDb.Wal;

/// <summary>
/// The write-ahead log: takes records, gives them positions, and makes them durable. The README tells the rules (W1 to
/// W9). Appending copies into a ring under one short lock; writing the ring to the file and syncing happen under other
/// locks, so appenders wait for neither unless the ring is full.
/// </summary>
internal sealed class WriteAheadLog : IDisposable
{
    private const int CheckpointPatienceMs = 200;

    /// <summary>How long writers wait for a checkpoint before they fail at the limit.</summary>
    private const int LimitPatienceMs = 10_000;

    /// <summary>The part of the log's size that is kept free for rollbacks at most.</summary>
    private const int RollbackReserveShare = 4;
    private readonly LogFile _file;
    private readonly LogBuffer _buffer;
    private readonly GroupCommit _groupCommit;
    private readonly WalOptions _options;
    private readonly int _pageSize;
    private readonly Lock _appendGate = new();
    private readonly Lock _writeGate = new();
    private readonly object _cutGate = new();
    private readonly LogState _state = new();
    private readonly List<ulong> _holds = [];
    private ulong _end;
    private ulong _written;

    // Records below are in the file whole; what has been written may end amid one.
    private ulong _handedOver;
    private ulong _redo;
    private ulong _neededFrom;
    private ulong _imageBefore;
    private long _rollbackBytes;
    private bool _checkpointWanted;
    private int _awaiting;

    /// <summary>Puts a log over its file. Nothing can be appended before <see cref="BeginEpoch"/>.</summary>
    /// <param name="file">Owned by the log from now on.</param>
    /// <param name="pageSize">The size of the pages whose images are logged.</param>
    /// <param name="options">How the log is kept.</param>
    public WriteAheadLog(LogFile file, int pageSize, WalOptions options)
    {
        _file = file;
        _pageSize = pageSize;
        _options = options;
        _buffer = new LogBuffer(options.BufferBytes);
        _groupCommit = new GroupCommit(SyncAll, file.Path);
        // Until the log takes records, whatever a page's LSN says is durable already.
        _groupCommit.Reset(ulong.MaxValue);
    }

    /// <summary>Whether records are forgotten at once, see <see cref="WalOptions.Discards"/>.</summary>
    public bool Discards => _options.Discards;

    /// <summary>Called, under no lock of the caller's but maybe latches, when a checkpoint is due. Must only signal.</summary>
    public Action? CheckpointNeeded { get; set; }

    /// <summary>Where segments are kept before the log gives them up; null where they are not.</summary>
    public LogArchive? Archive { get; set; }

    /// <summary>Why the last attempt to archive failed, or null. Until it works, the log keeps what is not archived.</summary>
    public Exception? ArchiveFailure { get; private set; }

    /// <summary>Called when the file has outgrown its size, with the new size; must only note it.</summary>
    public Action<long>? SizeExceeded { get; set; }

    /// <summary>The log's file name.</summary>
    public string Path => _file.Path;

    /// <summary>Where the next record will go.</summary>
    public Lsn End => new(Volatile.Read(ref _end));

    /// <summary>All records below this position are durable.</summary>
    public Lsn DurableEnd => new(_groupCommit.DurableEnd);

    /// <summary>The redo position of the last checkpoint that has begun.</summary>
    public Lsn RedoPosition => new(Volatile.Read(ref _redo));

    /// <summary>The size of the log's file in bytes.</summary>
    public long FileBytes => _file.Length;

    /// <summary>The size that the log is kept below.</summary>
    public long MaxBytes => _options.MaxBytes;

    /// <summary>The size beyond which writers fail; zero for none.</summary>
    public long LimitBytes => _options.LimitBytes;

    /// <summary>After so many bytes a checkpoint is due: what a restart repeats at most, but for a checkpoint that is running.</summary>
    public long CheckpointBytes => _options.CheckpointBytes;

    /// <summary>The bytes from the oldest record that is kept to the end.</summary>
    public long NeededBytes => (long)(Volatile.Read(ref _end) - Volatile.Read(ref _neededFrom));

    /// <summary>The bytes logged since the last checkpoint began.</summary>
    public long BytesSinceCheckpoint => (long)(Volatile.Read(ref _end) - Volatile.Read(ref _redo));

    /// <summary>Whether a writer waits for a checkpoint to make room.</summary>
    public bool IsCheckpointAwaited => Volatile.Read(ref _awaiting) > 0;

    /// <summary>Whether the log has failed and takes nothing more until the database is opened again.</summary>
    public bool IsPoisoned => _groupCommit.Failure != null;

    /// <summary>
    /// Whether nothing is left for a restart: no transaction runs, and nothing that ended ones left waits to be freed.
    /// </summary>
    public bool IsSettled
    {
        get
        {
            lock (_appendGate)
                return _state.Active.Count == 0 && _state.Reclaims.Count == 0;
        }
    }

    /// <summary>The epoch in which records are written.</summary>
    public uint Epoch => _file.Epoch;

    /// <summary>
    /// Opens the log for appending, in a new epoch behind everything it holds. The epoch must be in the durable meta
    /// page before the first record is appended, so that no later recovery can use it a second time.
    /// </summary>
    /// <param name="epoch">Above every epoch used before.</param>
    /// <param name="previousEnd">The end of the log so far, or any position not below a page's LSN.</param>
    /// <param name="highestTransactionId">No id up to this one will be used again.</param>
    /// <param name="reclaims">What is still to be freed, or null.</param>
    /// <returns>The first position.</returns>
    public Lsn BeginEpoch(
        uint epoch, Lsn previousEnd, ulong highestTransactionId, List<PendingReclaim>? reclaims = null)
    {
        lock (_appendGate)
        {
            var first = _file.BeginEpoch(epoch, previousEnd.Value);
            _state.RaiseHighestId(highestTransactionId);
            foreach (var reclaim in reclaims ?? [])
                _state.Reclaims.Add(reclaim.Transaction, reclaim.Garbage);
            _written = first;
            _redo = first;
            _imageBefore = _options.FullPageImages ? first : 0;
            // Nobody waits for what is forgotten.
            _groupCommit.Reset(_options.Discards ? ulong.MaxValue : first);
            Volatile.Write(ref _end, first);
            return new Lsn(first);
        }
    }

    /// <summary>
    /// Makes sure that records of this size can be appended without growing the file, and that a rollback of what runs
    /// still fits behind them. Call it before the first change to a page, holding no latch.
    /// </summary>
    /// <exception cref="EngineException">53100: the disk is full, and nothing has changed. 58030: the log has failed.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void EnsureSpace(int bytes)
    {
        if ((!HasSpace(bytes) && !_options.Discards) || IsPoisoned)
            AddSpace(bytes);
    }

    /// <summary>
    /// Appends a record. Not durable on return. The caller holds exclusive latches on all pages of the record, has
    /// changed and marked them dirty, and sets their LSN to the result before it unlatches.
    /// </summary>
    /// <exception cref="EngineException">58030: the log has failed; the record is not in it.</exception>
    public Lsn Append(ref LogRecordBuilder record)
    {
        if (_options.Discards)
            return new Lsn(Interlocked.Increment(ref _end));
        while (true)
        {
            var imageBefore = Volatile.Read(ref _imageBefore);
            record.Encode(imageBefore, _pageSize);
            lock (_appendGate)
            {
                // A checkpoint that began meanwhile wants more images.
                if (imageBefore == _imageBefore)
                    return AppendEncoded(ref record);
            }
        }
    }

    /// <summary>Waits as long as the durability setting says a commit has to, for the record at a position.</summary>
    public void Flush(Lsn lsn)
    {
        switch (_options.Durability)
        {
            case Durability.Full:
                _groupCommit.Wait(lsn.Value);
                break;
            case Durability.Normal:
                FlushNormal(lsn);
                break;
            default:
                ThrowIfPoisoned();
                break;
        }
    }

    /// <summary>As <see cref="Flush"/>, without holding a thread. Cancelling gives up the waiting, not the commit.</summary>
    public ValueTask FlushAsync(Lsn lsn, CancellationToken cancellation)
    {
        if (_options.Durability != Durability.Full)
        {
            Flush(lsn);
            return ValueTask.CompletedTask;
        }

        var waiting = _groupCommit.WaitAsync(lsn.Value);
        return waiting.IsCompleted || !cancellation.CanBeCanceled
            ? waiting
            : new ValueTask(waiting.AsTask().WaitAsync(cancellation));
    }

    /// <summary>
    /// The write-ahead rule: called before a page is written, with the page's LSN. Durable on return, whatever commits
    /// wait for; only with durability <c>off</c> merely written.
    /// </summary>
    public void FlushBeforePage(Lsn lsn)
    {
        if (_groupCommit.DurableEnd > lsn.Value)
            return;
        if (_options.Durability == Durability.Off)
            WriteOut(Volatile.Read(ref _end));
        else
            _groupCommit.Wait(lsn.Value);
    }

    /// <summary>Makes everything appended so far durable, whatever the durability setting.</summary>
    public void SyncToEnd()
    {
        var end = Volatile.Read(ref _end);
        if (end > _groupCommit.DurableEnd)
            _groupCommit.Wait(end - 1);
    }

    /// <summary>
    /// Begins a checkpoint: its record lists the running transactions, and its position is where redo would start.
    /// From here on the first change of every page logs the whole page.
    /// </summary>
    /// <param name="nextTransactionId">Above every transaction id logged before the position.</param>
    public Lsn BeginCheckpoint(out TransactionId nextTransactionId)
    {
        var record = new LogRecordBuilder(LogRecordKind.CheckpointBegin);
        try
        {
            lock (_appendGate)
            {
                _state.Encode(record.SetUndo(_state.EncodedLength));
                record.Encode(_imageBefore, _pageSize);
                var lsn = AppendEncoded(ref record);
                Volatile.Write(ref _redo, lsn.Value);
                Volatile.Write(ref _neededFrom, _state.Active.OldestFirst(lsn.Value));
                Volatile.Write(ref _imageBefore, _options.FullPageImages ? lsn.Value : 0);
                _checkpointWanted = false;
                nextTransactionId = new TransactionId(_state.HighestId + 1);
                return lsn;
            }
        }
        finally
        {
            record.Dispose();
        }
    }

    /// <summary>Logs that a checkpoint's pages are in the file, and syncs the log.</summary>
    public Lsn EndCheckpoint()
    {
        var record = new LogRecordBuilder(LogRecordKind.CheckpointEnd);
        try
        {
            var lsn = Append(ref record);
            SyncToEnd();
            return lsn;
        }
        finally
        {
            record.Dispose();
        }
    }

    /// <summary>
    /// Gives up the part of the log that neither redo from the last checkpoint's position nor a rollback of what ran
    /// there needs. A transaction that has ended since counts as well: its end may not be durable yet. The meta page
    /// that names the position must be durable.
    /// </summary>
    public void Cut()
    {
        lock (_cutGate)
        {
            var neededFrom = Volatile.Read(ref _neededFrom);
            foreach (var hold in _holds)
                neededFrom = Math.Min(neededFrom, hold);
            _file.Cut(ArchiveBelow(neededFrom));
            _file.Trim(_options.MaxBytes, RollbackReserve + _file.SegmentBytes);
            Monitor.PulseAll(_cutGate);
        }
    }

    /// <summary>
    /// Archives all that there is, the unfinished last segment included, before the log is deleted.
    /// </summary>
    /// <exception cref="EngineException">53100 or 58030: it did not work; the log is still needed.</exception>
    public void ArchiveToEnd()
    {
        if (Archive is null)
            return;
        SyncToEnd();
        lock (_cutGate)
        {
            ArchiveBelow(Volatile.Read(ref _end) + (uint)_file.PayloadBytes);
            if (ArchiveFailure is { } failure)
                throw FileErrors.Failed("archive", _file.Path, (IOException)failure);
        }
    }

    /// <summary>
    /// Keeps what a restart from the last checkpoint needs, and all that follows, until <see cref="EndHold"/>; meanwhile
    /// the log grows beyond its size rather than make writers wait. No checkpoint may be running.
    /// </summary>
    /// <returns>Where the kept part begins.</returns>
    public Lsn BeginHold()
    {
        lock (_cutGate)
        {
            var from = Volatile.Read(ref _neededFrom);
            _holds.Add(from);
            return new Lsn(from);
        }
    }

    /// <summary>Ends what <see cref="BeginHold"/> began; the next checkpoint cuts.</summary>
    public void EndHold(Lsn from)
    {
        lock (_cutGate)
            _holds.Remove(from.Value);
    }

    /// <summary>
    /// Makes a log file of the records from a held position to the end, at the same positions, for a copy of the database.
    /// </summary>
    /// <exception cref="EngineException">A file operation failed.</exception>
    public void CopyTo(IFileSystem files, string path, Guid databaseId, Lsn from)
    {
        Invariant.Holds(!_options.Discards, "W1");
        var end = Volatile.Read(ref _end);
        WriteOut(end);
        try
        {
            using var copy = LogFile.Create(files, path, databaseId, _file.SegmentBytes);
            _file.CopyTo(copy, from.Value, end);
            copy.Sync();
        }
        catch (IOException failure)
        {
            throw FileErrors.Failed("write", path, failure);
        }
    }

    /// <summary>Reads records from a position, those not yet written included; for rollbacks and tools.</summary>
    public LogReader OpenReader(Lsn start)
    {
        Invariant.Holds(!_options.Discards, "W1");
        WriteOut(Volatile.Read(ref _end));
        return new LogReader(_file, start);
    }

    /// <summary>
    /// Stops the log for good: something below has failed that nobody may retry (a sync of the log or of the data
    /// file). Everything later throws 58030; reopening recovers from what the disk really has.
    /// </summary>
    public void Poison(Exception cause) => _groupCommit.Fail(cause);

    /// <summary>Throws when the log has failed.</summary>
    public void ThrowIfPoisoned()
    {
        if (_groupCommit.Failure is { } failure)
            WalErrors.ThrowPoisoned(_file.Path, failure);
    }

    /// <summary>Closes the file. What was not flushed is lost, as in a crash.</summary>
    public void Dispose()
    {
        // Whoever still waits or comes later gets an error and never touches the buffer.
        Poison(new ObjectDisposedException(nameof(WriteAheadLog)));
        lock (_appendGate)
        {
            lock (_writeGate)
            {
                _file.Dispose();
                _buffer.Dispose();
            }
        }
    }

    private Lsn AppendEncoded(ref LogRecordBuilder record)
    {
        ThrowIfPoisoned();
        var lsn = _end;
        Invariant.Holds(lsn != 0, "W1");
        record.Seal(lsn, _file.Epoch);
        var bytes = record.Encoded;
        CopyToBuffer(lsn, bytes);
        _state.Note(record.Kind, record.Transaction, new Lsn(lsn), record.Undo, record.RollbackOverhead);
        Volatile.Write(ref _rollbackBytes, _state.Active.RollbackBytes);
        Volatile.Write(ref _end, lsn + (uint)bytes.Length);
        if (!_checkpointWanted && (long)(_end - _redo) >= _options.CheckpointBytes)
            WantCheckpoint();
        return new Lsn(lsn);
    }

    /// <summary>Archives what ends below a position, if there is an archive.</summary>
    /// <returns>The position below which everything is archived.</returns>
    private ulong ArchiveBelow(ulong position)
    {
        if (Archive is not { } archive)
            return position;
        var slot = new byte[_file.SegmentBytes];
        foreach (var segment in _file.SegmentsBelow(position))
        {
            try
            {
                _file.ReadSlot(segment, slot);
                archive.Store(segment, slot);
                ArchiveFailure = null;
            }
            catch (IOException failure)
            {
                ArchiveFailure = failure;
                return segment * (uint)_file.PayloadBytes;
            }
        }

        return position;
    }

    private void WantCheckpoint()
    {
        _checkpointWanted = true;
        CheckpointNeeded?.Invoke();
    }

    /// <summary>Copies a record into the ring, writing older bytes out where it is full. Under the append gate.</summary>
    private void CopyToBuffer(ulong position, ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            var used = (long)(position - Volatile.Read(ref _written));
            if (used == _buffer.Capacity)
            {
                WriteOut(position);
                continue;
            }

            var part = bytes[..(int)Math.Min(bytes.Length, _buffer.Capacity - used)];
            _buffer.Put(position, part);
            position += (uint)part.Length;
            bytes = bytes[part.Length..];
        }
    }

    /// <summary>Writes the ring to the file up to a position. Takes the write gate only.</summary>
    private void WriteOut(ulong end)
    {
        lock (_writeGate)
        {
            ThrowIfPoisoned();
            try
            {
                while (_written < end)
                {
                    var part = _buffer.Part(_written, (long)(end - _written));
                    _file.Write(_written, part);
                    Volatile.Write(ref _written, _written + (uint)part.Length);
                }
            }
            catch (IOException failure)
            {
                Poison(failure);
                throw WalErrors.Poisoned(_file.Path, failure);
            }
        }
    }

    /// <summary>The group commit leader's work.</summary>
    private ulong SyncAll()
    {
        var end = Volatile.Read(ref _end);
        WriteOut(end);
        _file.Sync();
        return end;
    }

    private void FlushNormal(Lsn lsn)
    {
        if (Volatile.Read(ref _handedOver) <= lsn.Value)
            HandOver(lsn);
        var payload = (uint)_file.PayloadBytes;
        var durableSegment = _groupCommit.DurableEnd / payload;
        if (lsn.Value / payload > durableSegment)
            _groupCommit.Wait(lsn.Value);
    }

    /// <summary>Writes all records out, the one at a position among them, unless somebody has done so while this waited.</summary>
    private void HandOver(Lsn lsn)
    {
        lock (_writeGate)
        {
            if (_handedOver > lsn.Value)
                return;
            var end = Volatile.Read(ref _end);
            WriteOut(end);
            Volatile.Write(ref _handedOver, end);
        }
    }

    /// <summary>
    /// Gives a checkpoint the time to make room, so that the log keeps its size when writers are faster than the disk.
    /// Useless where a running transaction holds the room: then the log grows.
    /// </summary>
    private void AwaitCheckpoint(int bytes, int patienceMs)
    {
        if (CheckpointNeeded is not { } signal || IsHeldByTransaction())
            return;
        var deadline = Environment.TickCount64 + patienceMs;
        lock (_cutGate)
        {
            if (_holds.Count > 0)
                return;
            signal();
            _awaiting++;
            while (!HasSpace(bytes) && Environment.TickCount64 < deadline && !IsPoisoned)
                Monitor.Wait(_cutGate, CheckpointPatienceMs);
            _awaiting--;
        }
    }

    private bool IsHeldByTransaction()
    {
        lock (_appendGate)
            return (long)(_end - _state.Active.OldestFirst(_end)) > _options.MaxBytes / 2;
    }

    /// <summary>What stays free for rollbacks: all that they need where the log has a limit.</summary>
    private long RollbackReserve => Math.Min(
        Volatile.Read(ref _rollbackBytes),
        _options.LimitBytes > 0 ? _options.LimitBytes / 2 : _options.MaxBytes / RollbackReserveShare);

    private bool HasSpace(long bytes)
    {
        var needed = Volatile.Read(ref _end) + (ulong)(bytes + RollbackReserve + _file.PayloadBytes);
        return needed <= _file.CapacityEnd;
    }

    private void AddSpace(int bytes)
    {
        ThrowIfPoisoned();
        try
        {
            if (_file.Length + _file.SegmentBytes > _options.MaxBytes)
                AwaitCheckpoint(bytes, CheckpointPatienceMs);
            while (!HasSpace(bytes))
            {
                if (_options.LimitBytes > 0 && _file.Length + _file.SegmentBytes > _options.LimitBytes)
                {
                    AwaitRoomAtLimit(bytes);
                    return;
                }

                _file.AddSlot();
                TellIfExceeded();
            }
        }
        catch (IOException failure)
        {
            throw FileErrors.Failed("extend", _file.Path, failure);
        }
    }

    /// <summary>The last chance before a writer fails: what rollbacks need is not touched.</summary>
    private void AwaitRoomAtLimit(int bytes)
    {
        AwaitCheckpoint(bytes, LimitPatienceMs);
        ThrowIfPoisoned();
        if (HasSpace(bytes))
            return;
        ulong holder;
        lock (_appendGate)
            holder = _state.Active.OldestTransaction();
        throw WalErrors.LimitReached(_file.Path, _options.LimitBytes, holder);
    }

    private void TellIfExceeded()
    {
        var length = _file.Length;
        if (length > _options.MaxBytes && length - _file.SegmentBytes <= _options.MaxBytes)
            SizeExceeded?.Invoke(length);
    }
}
