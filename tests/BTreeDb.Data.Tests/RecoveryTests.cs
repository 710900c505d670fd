namespace BTreeDb.Data.Tests;

public sealed class RecoveryTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("btreedb-recovery-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Rows_are_saved_into_a_new_database()
    {
        var damaged = Path.Combine(_folder, "a.db");
        var target = Path.Combine(_folder, "b.db");
        using (var connection = Open(damaged))
        {
            Execute(connection, "CREATE TABLE t (a int PRIMARY KEY); INSERT INTO t VALUES (1), (2)");
            Should.Throw<BTreeDbException>(() => BTreeDbRecovery.Recover(damaged, target)).SqlState.ShouldBe("55006");
        }

        var report = BTreeDbRecovery.Recover(damaged, target);
        report.Losses.ShouldBeEmpty();
        report.Tables.ShouldHaveSingleItem();
        report.Tables[0].Name.ShouldBe("t");
        report.Tables[0].Rows.ShouldBe(2);
        using (var connection = Open(target))
            Execute(connection, "SELECT count(*) FROM t").ShouldBe(2L);
        Should.Throw<BTreeDbException>(() => BTreeDbRecovery.Recover(damaged, target)).SqlState.ShouldBe("58P02");
        Should.Throw<BTreeDbException>(() => BTreeDbRecovery.Recover(target + "x", target + "y")).SqlState.ShouldBe("58P01");
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
}
