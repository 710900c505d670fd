using System.Globalization;
using System.Linq;
using System.Text;
using BTreeDb.Diagnostics;
using BTreeDb.Transactions;
using BTreeDb.Trees;

namespace BTreeDb.Tests.Transactions;

/// <summary>
/// Interleaved transactions on one thread against a model that keeps every version: each sees exactly its snapshot and
/// its own changes, and conflicts come where they must. <c>BTREEDB_TEST_SEEDS</c> makes it longer.
/// </summary>
public sealed class VersionedModelTests
{
    public static TheoryData<int> Seeds
    {
        get
        {
            var data = new TheoryData<int>();
            var text = Environment.GetEnvironmentVariable("BTREEDB_TEST_SEEDS");
            var count = int.TryParse(text, CultureInfo.InvariantCulture, out var value) ? value : 1;
            for (var seed = 1; seed <= count * 6; seed++)
                data.Add(seed);
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Transactions_see_their_snapshots_when_interleaved_at_random(int seed)
    {
        using var db = new TestDatabase(seed % 2 == 0 ? 512 : 1024, frames: seed % 3 == 0 ? 32 : 1024);
        new Run(db, seed).Execute(15_000);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Transactions_see_their_snapshots_when_versions_go_to_files(int seed)
    {
        using var db = new TestDatabase(seed % 2 == 0 ? 512 : 1024, spills: true);
        db.System.Reclaimer.RecentMax = seed % 4;
        new Run(db, seed).Execute(4_000);
        db.System.Versions.SpilledBytes.ShouldBe(0);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Transactions_see_their_snapshots_when_versions_are_put_together(int seed)
    {
        using var db = new TestDatabase(1024);
        db.System.Reclaimer.RecentMax = seed % 3;
        new Run(db, seed).Execute(15_000);
    }

    private sealed class Client(Transaction transaction, int snapshot)
    {
        public Transaction Transaction { get; } = transaction;

        public int Snapshot { get; set; } = snapshot;

        public Dictionary<string, string?> Writes { get; set; } = [];

        public Stack<(SavepointMark Mark, Dictionary<string, string?> Writes)> Marks { get; } = new();
    }

    private sealed class Run(TestDatabase db, int seed)
    {
        private readonly Random _random = new(seed);
        private readonly TestDatabase _db = db;
        private readonly SortedDictionary<string, List<(int Sequence, string? Value)>> _committed = new(StringComparer.Ordinal);
        private readonly List<Client> _clients = [];
        private int _sequence;
        private int _step;
        private RecordBuffer _buffer;

        private string Because => $"seed {seed} step {_step}";

        public void Execute(int steps)
        {
            for (_step = 0; _step < steps; _step++)
            {
                if (_clients.Count < 5 && _random.Next(4) == 0)
                    Begin();
                if (_clients.Count == 0)
                    continue;
                Act(_clients[_random.Next(_clients.Count)]);
                if (_random.Next(50) == 0)
                    _db.System.Reclaimer.ReclaimNow();
                if (_step % 500 == 0)
                    _db.Storage.CheckpointIfDue();
            }

            while (_clients.Count > 0)
                End(_clients[0], _random.Next(2) == 0);
            _db.ShouldBeClean();
        }

        private void Begin()
        {
            var isolation = _random.Next(3) == 0 ? IsolationLevel.ReadCommitted : IsolationLevel.Snapshot;
            var transaction = _db.System.Begin(isolation);
            transaction.LockTimeoutMs = 0;
            _clients.Add(new Client(transaction, _sequence));
        }

        private void Act(Client client)
        {
            switch (_random.Next(40))
            {
                case < 8:
                    Insert(client, Key(), Value());
                    break;
                case < 16:
                    Change(client, Key(), Value());
                    break;
                case < 22:
                    Change(client, Key(), null);
                    break;
                case < 30:
                    Read(client, Key());
                    break;
                case < 33:
                    Scan(client);
                    break;
                case 33:
                    client.Marks.Push((client.Transaction.Mark(), new Dictionary<string, string?>(client.Writes)));
                    break;
                case 34:
                    RollbackToMark(client);
                    break;
                case 35:
                    Refresh(client);
                    break;
                default:
                    End(client, _random.Next(4) != 0);
                    break;
            }
        }

        private string Key() => $"{_random.Next(60):D3}" + new string('k', _random.Next(3));

        private string Value() =>
            new((char)('a' + _random.Next(26)), _random.Next(_random.Next(12) == 0 ? 3000 : 30));

        private string? Seen(Client client, string key)
        {
            if (client.Writes.TryGetValue(key, out var own))
                return own;
            return _committed.TryGetValue(key, out var versions)
                ? versions.LastOrDefault(version => version.Sequence <= client.Snapshot).Value : null;
        }

        private (int Sequence, string? Value) Newest(string key) =>
            _committed.TryGetValue(key, out var versions) ? versions[^1] : default;

        private bool IsHeldByOther(Client client, string key) =>
            _clients.Any(other => other != client && other.Writes.ContainsKey(key));

        private void Insert(Client client, string key, string value)
        {
            var bytes = TestDatabase.Bytes(key);
            if (IsHeldByOther(client, key))
            {
                ShouldBeRefused(SqlState.LockNotAvailable, () => _db.Tree.Insert(client.Transaction, bytes, TestDatabase.Bytes(value)));
                return;
            }

            var exists = client.Writes.TryGetValue(key, out var own) ? own != null : Newest(key).Value != null;
            var outcome = _db.Tree.Insert(client.Transaction, bytes, TestDatabase.Bytes(value));
            outcome.ShouldBe(exists ? InsertOutcome.DuplicateKey : InsertOutcome.Inserted, Because);
            if (!exists)
                client.Writes[key] = value;
        }

        private void Change(Client client, string key, string? value)
        {
            var bytes = TestDatabase.Bytes(key);
            bool Execute() => value is null
                ? _db.Tree.Delete(client.Transaction, bytes)
                : _db.Tree.Update(client.Transaction, bytes, TestDatabase.Bytes(value));
            if (IsHeldByOther(client, key))
            {
                ShouldBeRefused(SqlState.LockNotAvailable, () => Execute());
                return;
            }

            if (!client.Writes.ContainsKey(key) && Newest(key).Sequence > client.Snapshot)
            {
                ShouldBeRefused(SqlState.SerializationFailure, () => Execute());
                return;
            }

            var exists = Seen(client, key) != null;
            Execute().ShouldBe(exists, Because);
            if (exists)
                client.Writes[key] = value;
        }

        private void ShouldBeRefused(string sqlState, Action action) =>
            Should.Throw<EngineException>(action, Because).SqlState.ShouldBe(sqlState, Because);

        private void Read(Client client, string key)
        {
            var found = _db.Tree.TryGet(client.Transaction, TestDatabase.Bytes(key), ref _buffer);
            (found ? Encoding.ASCII.GetString(_buffer.Span) : null).ShouldBe(Seen(client, key), Because);
        }

        private void Scan(Client client)
        {
            var bounds = new[] { Key(), Key() };
            Array.Sort(bounds, StringComparer.Ordinal);
            var lowerExclusive = _random.Next(2) == 0;
            var upperExclusive = _random.Next(2) == 0;
            var reverse = _random.Next(2) == 0;
            var hasLower = _random.Next(4) != 0;
            var hasUpper = _random.Next(4) != 0;
            var keys = _committed.Keys.Union(client.Writes.Keys).Order(StringComparer.Ordinal)
                .Where(key => !hasLower || string.CompareOrdinal(key, bounds[0]) >= (lowerExclusive ? 1 : 0))
                .Where(key => !hasUpper || string.CompareOrdinal(key, bounds[1]) <= (upperExclusive ? -1 : 0))
                .Where(key => Seen(client, key) != null)
                .Select(key => $"{key}={Seen(client, key)}").ToList();
            if (reverse)
                keys.Reverse();
            var cursor = _db.Tree.OpenCursor(client.Transaction);
            cursor.Seek(new KeyRange
            {
                HasLower = hasLower,
                Lower = TestDatabase.Bytes(bounds[0]),
                LowerExclusive = lowerExclusive,
                HasUpper = hasUpper,
                Upper = TestDatabase.Bytes(bounds[1]),
                UpperExclusive = upperExclusive,
                Reverse = reverse,
            });
            var seen = new List<string>();
            while (cursor.MoveNext())
                seen.Add($"{Encoding.ASCII.GetString(cursor.CurrentKey)}={Encoding.ASCII.GetString(cursor.CurrentValue)}");
            seen.ShouldBe(keys, Because);
        }

        private void RollbackToMark(Client client)
        {
            if (!client.Marks.TryPop(out var mark))
                return;
            client.Transaction.RollbackTo(mark.Mark);
            client.Writes = mark.Writes;
        }

        private void Refresh(Client client)
        {
            if (client.Transaction.Isolation != IsolationLevel.ReadCommitted)
                return;
            client.Transaction.RefreshSnapshot();
            client.Snapshot = _sequence;
        }

        private void End(Client client, bool commit)
        {
            _clients.Remove(client);
            if (!commit)
            {
                client.Transaction.Rollback();
                return;
            }

            client.Transaction.Commit();
            if (client.Writes.Count == 0)
                return;
            _sequence++;
            foreach (var (key, value) in client.Writes)
            {
                if (!_committed.TryGetValue(key, out var versions))
                    _committed[key] = versions = [];
                versions.Add((_sequence, value));
            }
        }
    }
}
