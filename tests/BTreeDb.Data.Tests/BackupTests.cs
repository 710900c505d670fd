namespace BTreeDb.Data.Tests;

public sealed class BackupTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("btreedb-backup-").FullName;

    private string Source => Path.Combine(_folder, "a.db");

    private string Copy => Path.Combine(_folder, "b.db");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Copy_is_one_sound_file()
    {
        using (var connection = Open(Source))
        {
            Fill(connection);
            Execute(connection, $"BACKUP DATABASE TO '{Copy}'");
            Execute(connection, "DELETE FROM t");
        }

        Directory.GetFiles(_folder).Length.ShouldBe(2);
        using var copy = Open(Copy);
        Execute(copy, "SELECT count(*) FROM t").ShouldBe(5000L);
        Execute(copy, "SELECT sum(length(b)) FROM t WHERE a < 100").ShouldBe(Execute(copy, "SELECT 99 * 3000"));
        Execute(copy, "CHECK DATABASE").ShouldBeNull();
        Execute(copy, "INSERT INTO t VALUES (9999, 'x')");
    }

    [Fact]
    public void Database_in_memory_has_no_log_to_copy()
    {
        using var connection = Open(":memory:");
        Fill(connection);
        Should.Throw<BTreeDbException>(() => connection.BackupDatabase(Copy)).SqlState.ShouldBe("0A000");
        Execute(connection, "CHECK DATABASE").ShouldBeNull();
    }

    [Fact]
    public void Copies_are_consistent_while_others_write()
    {
        using var connection = Open(Source);
        Execute(connection, "CREATE TABLE x (id int PRIMARY KEY, n int); CREATE TABLE y (id int PRIMARY KEY, n int)");
        Execute(connection, "CREATE INDEX xn ON x (n); INSERT INTO x SELECT g, 100 FROM generate_series(1, 2000) g; INSERT INTO y SELECT id, n FROM x");
        var stop = false;
        Exception? failure = null;
        var writer = new Thread(() =>
        {
            try
            {
                Write(ref stop);
            }
            catch (Exception e)
            {
                failure = e;
            }
        });
        writer.Start();
        try
        {
            for (var i = 0; i < 4; i++)
            {
                var path = Copy + i;
                connection.BackupDatabase(path);
                using var copy = Open(path);
                Execute(copy, "SELECT (SELECT sum(n) FROM x) + (SELECT sum(n) FROM y)").ShouldBe(Execute(copy, "SELECT 400000::bigint"));
                Execute(copy, "SELECT count(*) FROM x").ShouldBe(2000L);
                Execute(copy, "SELECT count(*) FROM grown WHERE id % 2 = 0").ShouldBe(Execute(copy, "SELECT count(*) FROM grown WHERE id % 2 = 1"));
                Execute(copy, "CHECK DATABASE").ShouldBeNull();
            }
        }
        finally
        {
            Volatile.Write(ref stop, true);
            writer.Join();
        }

        failure.ShouldBeNull();
    }

    [Fact]
    public void Open_transaction_is_not_in_the_copy()
    {
        using var connection = Open(Source);
        Fill(connection);
        using var other = Open(Source);
        using var transaction = other.BeginTransaction();
        Execute(other, "DELETE FROM t; CREATE TABLE u (a int)");
        connection.BackupDatabase(Copy);
        using var copy = Open(Copy);
        Execute(copy, "SELECT count(*) FROM t").ShouldBe(5000L);
        Should.Throw<BTreeDbException>(() => Execute(copy, "SELECT * FROM u")).SqlState.ShouldBe("42P01");
        Execute(copy, "CHECK DATABASE").ShouldBeNull();
    }

    [Fact]
    public async Task Progress_rate_and_cancellation_work()
    {
        using var connection = Open(Source);
        Fill(connection);
        var reports = new Reports();
        connection.BackupDatabase(Copy, reports);
        reports.List[^1].PagesCopied.ShouldBe(reports.List[^1].PagesTotal);
        reports.List[^1].PagesTotal.ShouldBeGreaterThan(50);
        Should.Throw<BTreeDbException>(() => connection.BackupDatabase(Copy)).SqlState.ShouldBe("58P02");

        Execute(connection, "SET backup_max_rate = '100kB'");
        using var cancellation = new CancellationTokenSource(300);
        await Should.ThrowAsync<OperationCanceledException>(() => connection.BackupDatabaseAsync(Copy + "2", null, cancellation.Token));
        Directory.GetFiles(_folder, "b.db2*").ShouldBeEmpty();
        Execute(connection, "BEGIN");
        Should.Throw<BTreeDbException>(() => Execute(connection, $"BACKUP DATABASE TO '{Copy}3'")).SqlState.ShouldBe("25001");
    }

    private static BTreeDbConnection Open(string path)
    {
        var connection = new BTreeDbConnection($"Data Source={path}");
        connection.Open();
        return connection;
    }

    private static object? Execute(BTreeDbConnection connection, string sql)
    {
        using var command = new BTreeDbCommand(sql, connection);
        return command.ExecuteScalar();
    }

    private static void Fill(BTreeDbConnection connection)
    {
        Execute(connection, "CREATE TABLE t (a int PRIMARY KEY, b text); CREATE INDEX i ON t (b)");
        Execute(connection, "INSERT INTO t SELECT g, 'n' || g FROM generate_series(1, 5000) g");
        Execute(connection, "DROP INDEX i; UPDATE t SET b = repeat('x', 3000) WHERE a < 100");
    }

    private void Write(ref bool stop)
    {
        using var connection = Open(Source);
        Execute(connection, "CREATE TABLE IF NOT EXISTS grown (id int PRIMARY KEY, t text)");
        for (var i = 0; !Volatile.Read(ref stop); i++)
        {
            var id = (i % 2000) + 1;
            Execute(connection, $"BEGIN; UPDATE x SET n = n - 1 WHERE id = {id}; UPDATE y SET n = n + 1 WHERE id = {id}; COMMIT");
            Execute(connection, $"INSERT INTO grown SELECT g, repeat('x', 3000) FROM generate_series({i * 2}, {(i * 2) + 1}) g");
        }
    }

    private sealed class Reports : IProgress<BTreeDbBackupProgress>
    {
        public List<BTreeDbBackupProgress> List { get; } = [];

        public void Report(BTreeDbBackupProgress value) => List.Add(value);
    }
}
