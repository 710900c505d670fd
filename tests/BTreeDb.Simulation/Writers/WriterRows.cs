using System.Buffers.Binary;
using BTreeDb.Files;
using BTreeDb.Recovery;
using BTreeDb.Transactions;
using BTreeDb.Trees;
using BTreeDb.Wal;

namespace BTreeDb.Simulation.Writers;

/// <summary>
/// A table and its index in an engine, for several writers at once. The n-th transaction of a writer inserts two rows
/// and deletes the two that the one of <see cref="Lifetime"/> transactions before had inserted; so from the rows that
/// are there one can tell how many of its transactions count, and whether one counts in part.
/// </summary>
internal sealed class WriterRows : IDisposable
{
    public const int Lifetime = 12;
    private const int RowsPerTransaction = 2;
    private const int BigEvery = 9;
    private static readonly byte[] CatalogKey = "writers"u8.ToArray();
    private readonly VersionedTree _table;
    private readonly VersionedTree _index;

    public WriterRows(StorageEngine engine)
    {
        Engine = engine;
        var catalog = new VersionedTree(engine.Transactions, engine.CatalogTree);
        using var transaction = engine.Transactions.Begin();
        var ids = default(RecordBuffer);
        if (!catalog.TryGet(transaction, CatalogKey, ref ids))
        {
            ids.Set(new byte[8]);
            var bytes = ids.Span.ToArray();
            BinaryPrimitives.WriteUInt32LittleEndian(bytes, TreeCatalogue.CreateTree(transaction).Value);
            BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(4), TreeCatalogue.CreateTree(transaction).Value);
            ids.Set(bytes);
            catalog.Insert(transaction, CatalogKey, bytes).ShouldBe(InsertOutcome.Inserted);
        }

        _table = new VersionedTree(engine.Transactions, new(BinaryPrimitives.ReadUInt32LittleEndian(ids.Span)));
        _index = new VersionedTree(engine.Transactions, new(BinaryPrimitives.ReadUInt32LittleEndian(ids.Span[4..])));
        transaction.Commit();
    }

    public StorageEngine Engine { get; }

    public static WriterRows Open(IFileSystem files, string path)
    {
        var engine = StorageEngine.Open(files, path, new StorageOptions
        {
            PageSize = 4096,
            PoolBytes = 512 * 1024,
            Wal = new WalOptions { SegmentBytes = 64 * 1024, BufferBytes = 128 * 1024, CheckpointBytes = 256 * 1024 },
        });
        try
        {
            return new WriterRows(engine);
        }
        catch
        {
            engine.Abandon();
            throw;
        }
    }

    /// <summary>Runs one transaction of a writer and returns when it is durable.</summary>
    public void RunTransaction(int writer, int number)
    {
        using var transaction = Engine.Transactions.Begin();
        for (var row = 0; row < RowsPerTransaction; row++)
        {
            _table.Insert(transaction, TableKey(writer, number, row), Payload(writer, number, row)).ShouldBe(InsertOutcome.Inserted);
            _index.Insert(transaction, IndexKey(writer, number, row), []).ShouldBe(InsertOutcome.Inserted);
            if (number < Lifetime)
                continue;
            _table.Delete(transaction, TableKey(writer, number - Lifetime, row)).ShouldBeTrue();
            _index.Delete(transaction, IndexKey(writer, number - Lifetime, row)).ShouldBeTrue();
        }

        transaction.Commit();
    }

    /// <summary>
    /// Checks that of each writer exactly the acknowledged transactions count, or one more, and that index, trees and
    /// page accounting are right.
    /// </summary>
    /// <returns>The transactions that count, by writer.</returns>
    public int[] Check(int[] acknowledged, string context)
    {
        using var transaction = Engine.Transactions.Begin();
        var counts = new int[acknowledged.Length];
        var expectedTable = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var expectedIndex = new SortedDictionary<string, string>(StringComparer.Ordinal);
        for (var writer = 0; writer < acknowledged.Length; writer++)
        {
            var count = acknowledged[writer];
            var buffer = default(RecordBuffer);
            if (_table.TryGet(transaction, TableKey(writer, count, 0), ref buffer))
                count++;
            counts[writer] = count;
            for (var number = Math.Max(0, count - Lifetime); number < count; number++)
            {
                for (var row = 0; row < RowsPerTransaction; row++)
                {
                    expectedTable.Add(Hex(TableKey(writer, number, row)), Hex(Payload(writer, number, row)));
                    expectedIndex.Add(Hex(IndexKey(writer, number, row)), string.Empty);
                }
            }
        }

        ReadAll(_table, transaction).ShouldBe(expectedTable, context);
        ReadAll(_index, transaction).ShouldBe(expectedIndex, context);
        return counts;
    }

    /// <summary>Checks trees and page accounting; nobody may write meanwhile.</summary>
    public void Verify(string context)
    {
        Engine.Transactions.Reclaimer.IsPaused = true;
        Engine.Transactions.Reclaimer.ReclaimNow();
        var verifier = new TreeVerifier(Engine.Trees, Engine.File);
        verifier.CheckTree(Engine.CatalogTree);
        verifier.CheckTree(_table.Id);
        verifier.CheckTree(_index.Id);
        verifier.CheckPageAccounting();
        verifier.Problems.ShouldBeEmpty(context);
        Engine.Transactions.Reclaimer.IsPaused = false;
    }

    public void Dispose() => Engine.Dispose();

    private static SortedDictionary<string, string> ReadAll(VersionedTree tree, Transaction transaction)
    {
        var all = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var cursor = tree.OpenCursor(transaction);
        cursor.Seek(default);
        while (cursor.MoveNext())
            all.Add(Hex(cursor.CurrentKey), Hex(cursor.CurrentValue));
        return all;
    }

    private static string Hex(ReadOnlySpan<byte> bytes) => Convert.ToHexString(bytes);

    private static byte[] TableKey(int writer, int number, int row)
    {
        var key = new byte[12];
        BinaryPrimitives.WriteInt32BigEndian(key, number);
        BinaryPrimitives.WriteInt32BigEndian(key.AsSpan(4), writer);
        BinaryPrimitives.WriteInt32BigEndian(key.AsSpan(8), row);
        return key;
    }

    private static byte[] IndexKey(int writer, int number, int row)
    {
        // Spread over the whole index, so that writers meet on pages.
        var key = new byte[16];
        BinaryPrimitives.WriteUInt32BigEndian(key, unchecked((uint)number * 2654435761u));
        TableKey(writer, number, row).CopyTo(key, 4);
        return key;
    }

    private static byte[] Payload(int writer, int number, int row)
    {
        var payload = new byte[number % BigEvery == 0 ? 5000 : 60];
        new Random((number * 31) + (writer * 7) + row).NextBytes(payload);
        return payload;
    }
}
