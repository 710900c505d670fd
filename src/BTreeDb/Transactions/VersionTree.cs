using System.Buffers.Binary;
using BTreeDb.Buffers;
using BTreeDb.Files;
using BTreeDb.Primitives;
using BTreeDb.Trees;
using BTreeDb.Wal;

namespace BTreeDb.Transactions;

/// <summary>
/// Old versions in a B+tree over a temporary file with a small pool of its own: u32 tree, key, u48 newer stamp, all big
/// endian, so that versions lie in the order of the records they belong to; the record's own stamp and flags are those
/// of the old version.
/// </summary>
internal sealed class VersionTree : IDisposable
{
    private const int PoolBytes = 4 << 20;
    private const int PrefixSize = 4;
    private const int StampSize = 6;
    private const int PageSizeMax = 32 * 1024;

    private readonly DatabaseFile _file;
    private readonly WriteAheadLog _log;
    private readonly BufferPool _pool;
    private readonly TreeStore _store;
    private readonly BTree _tree;

    /// <summary>Makes an empty tree.</summary>
    /// <param name="temporary">Gives the file its name.</param>
    /// <param name="pageSize">The page size of the database; ours are larger, for our keys are longer.</param>
    public VersionTree(TemporaryFiles temporary, int pageSize)
    {
        _file = DatabaseFile.CreateTemporary(
            temporary.Files, temporary.NextPath(), Math.Min(2 * Math.Max(pageSize, 2048), PageSizeMax),
            static (page, bytes) => TreeStore.FormatInitialPage(page, bytes));
        _log = MakeLog(_file.PageSize);
        _pool = new BufferPool(_file, _log, PoolBytes);
        _store = new TreeStore(_file, _pool, _log);
        _tree = new BTree(_store, new TreeId(DatabaseFile.CatalogRoot.Value));
    }

    /// <summary>The file's name.</summary>
    public string Path => _file.Path;

    /// <summary>Bytes of the file.</summary>
    public long Bytes => (long)_file.PageCount * _file.PageSize;

    /// <summary>Whether whatever the database's pages can hold can be kept here.</summary>
    public bool FitsAll => _file.PageSize < PageSizeMax;

    /// <summary>Whether a version can be kept here.</summary>
    public bool Fits(int keyLength, int valueLength)
    {
        var length = PrefixSize + keyLength + StampSize;
        return length <= _store.MaxKeyLength && _store.FitsInline(length, valueLength);
    }

    /// <summary>Adds a version, or replaces it.</summary>
    public unsafe void Put(VersionEntry* entry)
    {
        Span<byte> key = stackalloc byte[PrefixSize + entry->KeyLength + StampSize];
        WriteKey(key, entry->Tree, VersionEntry.Key(entry), entry->NewerStamp);
        var value = VersionEntry.Value(entry);
        while (!TryPut(key, new RecordVersion(new TransactionId(entry->OlderStamp), entry->OlderFlags), value))
            _tree.Structure.MakeRoom(key, value.Length);
    }

    /// <summary>Takes a version away.</summary>
    public unsafe void Remove(VersionEntry* entry)
    {
        Span<byte> key = stackalloc byte[PrefixSize + entry->KeyLength + StampSize];
        WriteKey(key, entry->Tree, VersionEntry.Key(entry), entry->NewerStamp);
        Remove(key);
    }

    /// <summary>Finds what the transaction with the newer stamp replaced.</summary>
    public bool TryFind(TreeId tree, ReadOnlySpan<byte> key, ulong newer, ref RecordBuffer value, out RecordVersion older)
    {
        Span<byte> whole = stackalloc byte[PrefixSize + key.Length + StampSize];
        WriteKey(whole, tree.Value, key, newer);
        return _tree.TryRead(whole, ref value, out older);
    }

    /// <summary>Closes the file.</summary>
    public void Dispose()
    {
        _log.Dispose();
        _pool.Dispose();
        _file.Dispose();
    }

    /// <summary>A log that keeps nothing: what it is asked for is positions.</summary>
    private static WriteAheadLog MakeLog(int pageSize)
    {
        var options = new WalOptions
        {
            SegmentBytes = 64 * 1024,
            BufferBytes = 64 * 1024,
            FullPageImages = false,
            Discards = true,
            Durability = Durability.Off,
        };
        var file = LogFile.Create(new MemoryFileSystem(), "versions", default, options.SegmentBytes);
        var log = new WriteAheadLog(file, pageSize, options);
        log.BeginEpoch(1, new Lsn(1), 0);
        return log;
    }

    private static void WriteKey(Span<byte> target, uint tree, ReadOnlySpan<byte> key, ulong newer)
    {
        BinaryPrimitives.WriteUInt32BigEndian(target, tree);
        key.CopyTo(target[PrefixSize..]);
        var stamp = target[(PrefixSize + key.Length)..];
        BinaryPrimitives.WriteUInt16BigEndian(stamp, (ushort)(newer >> 32));
        BinaryPrimitives.WriteUInt32BigEndian(stamp[sizeof(ushort)..], (uint)newer);
    }

    private void Remove(ReadOnlySpan<byte> key)
    {
        var leaf = _tree.LatchLeaf(key);
        var record = new LogRecordBuilder(LogRecordKind.Structure);
        try
        {
            if (!leaf.Found)
                return;
            leaf.Remove(ref record);
            leaf.Seal(_log.Append(ref record));
        }
        finally
        {
            record.Dispose();
            leaf.Dispose();
        }
    }

    private bool TryPut(ReadOnlySpan<byte> key, RecordVersion version, ReadOnlySpan<byte> value)
    {
        var leaf = _tree.LatchLeaf(key);
        var record = new LogRecordBuilder(LogRecordKind.Structure);
        try
        {
            if (!leaf.HasRoomFor(value.Length))
                return false;
            leaf.Put(ref record, version, value);
            leaf.Seal(_log.Append(ref record));
            return true;
        }
        finally
        {
            record.Dispose();
            leaf.Dispose();
        }
    }
}
