using BTreeDb.Primitives;
using BTreeDb.Transactions;
using BTreeDb.Trees;

namespace BTreeDb.Tests.Transactions;

public sealed unsafe class VersionStoreTests : IDisposable
{
    private static readonly TreeId Tree = new(3);
    private readonly VersionChunkPool _pool = new();
    private readonly VersionStore _store = new();
    private readonly VersionArena _arena;
    private readonly Visibility _old;
    private RecordBuffer _value;

    public VersionStoreTests()
    {
        _arena = new VersionArena(_pool);
        _old = new Visibility(
            new TransactionTable(new TransactionId(10)), new TransactionId(10), default, new Snapshot(new CommitSequence(3)));
    }

    public void Dispose()
    {
        _store.Dispose();
        _pool.Dispose();
    }

    [Fact]
    public void Find_follows_the_chain_from_the_version_of_the_page()
    {
        Link("k", newer: 11, older: 5, "first");
        Link("k", newer: 12, older: 11, "second");
        Find("k", 12).ShouldBe(VersionLookup.Found);
        _value.Span.SequenceEqual("first"u8).ShouldBeTrue();
    }

    [Fact]
    public void Find_knows_nothing_when_the_entry_of_the_pages_version_is_gone()
    {
        Link("k", newer: 11, older: 5, "first");
        var rolledBack = Link("k", newer: 12, older: 11, "second");
        _store.Unlink(rolledBack);
        // The reader saw 12 on the page, which has 11 again by now; what 11 replaced must not be taken for it.
        Find("k", 12).ShouldBe(VersionLookup.Unknown);
        _store.Unlink(rolledBack);
        _store.Count.ShouldBe(1);
    }

    [Fact]
    public void Find_meets_every_entry_when_the_table_has_grown()
    {
        for (ulong i = 0; i < 10_000; i++)
        {
            Link($"key {i % 5000}", newer: 11 + (i / 5000), older: i < 5000 ? 5UL : 11, $"{i}");
        }

        for (var i = 0; i < 5000; i++)
        {
            Find($"key {i}", 12).ShouldBe(VersionLookup.Found);
            _value.Span.SequenceEqual(TestDatabase.Bytes($"{i}")).ShouldBeTrue();
        }

        _store.Count.ShouldBe(10_000);
    }

    private VersionLookup Find(string key, ulong stamp)
    {
        var version = new RecordVersion(new TransactionId(stamp), RecordFlags.None);
        return _store.Find(Tree, TestDatabase.Bytes(key), _old, ref _value, ref version);
    }

    private VersionEntry* Link(string key, ulong newer, ulong older, string value)
    {
        var keyBytes = TestDatabase.Bytes(key);
        var valueBytes = TestDatabase.Bytes(value);
        var entry = _arena.Add(keyBytes.Length, valueBytes.Length);
        entry->NewerStamp = newer;
        entry->OlderStamp = older;
        entry->Tree = Tree.Value;
        entry->Hash = VersionStore.Hash(Tree, keyBytes);
        keyBytes.CopyTo(new Span<byte>(entry + 1, keyBytes.Length));
        valueBytes.CopyTo(new Span<byte>((byte*)(entry + 1) + keyBytes.Length, valueBytes.Length));
        _store.Link(entry);
        return entry;
    }
}
