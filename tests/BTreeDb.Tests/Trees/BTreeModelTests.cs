using System.Buffers.Binary;
using System.Globalization;
using BTreeDb.Buffers;
using BTreeDb.Trees;

namespace BTreeDb.Tests.Trees;

/// <summary>
/// The tree against a sorted dictionary. <c>BTREEDB_TEST_SEEDS</c> and <c>BTREEDB_TEST_OPERATIONS</c> make it longer.
/// </summary>
public sealed class BTreeModelTests
{
    private static readonly int Seeds = FromEnvironment("BTREEDB_TEST_SEEDS", 1);
    private static readonly int Operations = FromEnvironment("BTREEDB_TEST_OPERATIONS", 1_000_000);

    [Theory]
    [InlineData(512, 32, 8)]
    [InlineData(512, 4096, 1)]
    [InlineData(1024, 64, 4)]
    [InlineData(4096, 128, 4)]
    public void Tree_agrees_with_a_sorted_dictionary_when_changed_at_random(int pageSize, int frames, int share)
    {
        for (var seed = 1; seed <= Seeds; seed++)
            new Run(pageSize, frames, seed).Execute(Operations / share);
    }

    [Theory]
    [InlineData(512)]
    [InlineData(1024)]
    public void Threads_with_keys_of_their_own_each_see_a_sorted_dictionary(int pageSize)
    {
        using var store = new TestStore(pageSize, frames: 512);
        var failures = new List<Exception>();
        var threads = new Thread[4];
        for (var i = 0; i < threads.Length; i++)
        {
            var number = i;
            threads[i] = new Thread(() =>
            {
                try
                {
                    new Run(store, number, threads.Length).Execute(Operations / 16);
                }
                catch (Exception failure)
                {
                    lock (failures)
                        failures.Add(failure);
                }
            });
            threads[i].Start();
        }

        foreach (var thread in threads)
            thread.Join();
        failures.ShouldBeEmpty();
        store.Verify();
    }

    private static int FromEnvironment(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var value) ? value : otherwise;

    private sealed class Run
    {
        private readonly TestStore _store;
        private readonly bool _owns;
        private readonly int _seed;
        private readonly int _part;
        private readonly int _parts;
        private readonly Random _random;
        private readonly SortedDictionary<byte[], byte[]> _model = new(Comparer<byte[]>.Create((a, b) => a.AsSpan().SequenceCompareTo(b)));
        private readonly LeafSnapshot _snapshot;
        private RecordBuffer _buffer;
        private int _step;

        public Run(int pageSize, int frames, int seed)
            : this(new TestStore(pageSize, frames), 0, 1)
        {
            _owns = true;
            _seed = seed;
            _random = new Random(seed);
        }

        public Run(TestStore store, int part, int parts)
        {
            _store = store;
            _part = part;
            _parts = parts;
            _random = new Random(part);
            _snapshot = new LeafSnapshot(store.Store.PageSize);
        }

        public void Execute(int operations)
        {
            for (_step = 0; _step < operations; _step++)
            {
                // Phases of growth and of shrinking, so that both splits and merges have their time.
                var shrinking = (_step / 40_000) % 3 == 2;
                var choice = _random.Next(10);
                if (choice < (shrinking ? 1 : 5))
                    Put(Key(), Value());
                else if (choice < 8)
                    Remove(Key());
                else
                    Read(Key());
                if (_step % 50_000 == 49_999)
                    CheckScans();
                if (_step % 1000 == 0)
                    _store.CheckpointIfDue();
            }

            CheckScans();
            foreach (var key in new List<byte[]>(_model.Keys))
                Remove(key);
            if (!_owns)
                return;
            _store.Verify().RecordCount.ShouldBe(0, Because);
            _store.Dispose();
        }

        private string Because => $"seed {_seed} part {_part} step {_step}";

        private byte[] Key()
        {
            // Numbers of a small range, some with a long common prefix, some with a long tail.
            var number = (_random.Next(12_000) * _parts) + _part;
            var prefix = number % 5 == 0 ? "a rather long common prefix/"u8 : number % 3 == 0 ? "b"u8 : default;
            var tail = number % 7 == 0 ? number % 40 : 0;
            var key = new byte[prefix.Length + 4 + tail];
            prefix.CopyTo(key);
            BinaryPrimitives.WriteInt32BigEndian(key.AsSpan(prefix.Length), number);
            if (key.Length > _store.Store.MaxKeyLength)
                key = key[.._store.Store.MaxKeyLength];
            return key;
        }

        private byte[] Value()
        {
            var value = new byte[_random.Next(_random.Next(8) == 0 ? 60 : 12)];
            _random.NextBytes(value);
            return value;
        }

        private void Put(byte[] key, byte[] value)
        {
            if (!_store.Store.FitsInline(key.Length, value.Length))
                value = [];
            _store.Put(_store.Tree, key, value);
            _model[key] = value;
        }

        private void Remove(byte[] key) => _store.Remove(_store.Tree, key).ShouldBe(_model.Remove(key), Because);

        private void Read(byte[] key)
        {
            var found = _store.Tree.TryRead(key, ref _buffer, out _);
            found.ShouldBe(_model.TryGetValue(key, out var expected), Because);
            if (found)
                _buffer.Span.SequenceEqual(expected).ShouldBeTrue(Because);
        }

        private void CheckScans()
        {
            var expected = new List<byte[]>(_model.Keys);
            var seen = new List<byte[]>();
            _store.Tree.ReadLeaf([], _snapshot, AccessHint.Scan);
            do
                AddKeys(seen, reverse: false);
            while (_store.Tree.ReadRight(_snapshot, AccessHint.Scan));
            ShouldEqual(seen, expected);
            seen.Clear();
            expected.Reverse();
            _store.Tree.ReadLastLeaf(_snapshot, AccessHint.Scan);
            do
                AddKeys(seen, reverse: true);
            while (_store.Tree.ReadLeft(_snapshot, AccessHint.Scan));
            ShouldEqual(seen, expected);
            if (_owns)
                _store.Verify().RecordCount.ShouldBe(_model.Count, Because);
        }

        private void AddKeys(List<byte[]> keys, bool reverse)
        {
            var leaf = _snapshot.Leaf;
            for (var i = _snapshot.Begin; i < _snapshot.End; i++)
            {
                var slot = reverse ? _snapshot.Begin + _snapshot.End - 1 - i : i;
                var key = new byte[leaf.Node.KeyLength(slot)];
                leaf.Node.CopyKey(slot, key);
                if (_parts == 1 || IsOurs(key))
                    keys.Add(key);
            }
        }

        private bool IsOurs(byte[] key)
        {
            var at = key[0] == (byte)'a' ? 28 : key[0] == (byte)'b' ? 1 : 0;
            return BinaryPrimitives.ReadInt32BigEndian(key.AsSpan(at)) % _parts == _part;
        }

        private void ShouldEqual(List<byte[]> seen, List<byte[]> expected)
        {
            seen.Count.ShouldBe(expected.Count, Because);
            for (var i = 0; i < seen.Count; i++)
                seen[i].AsSpan().SequenceEqual(expected[i]).ShouldBeTrue(Because);
        }
    }
}
