using BTreeDb.Diagnostics;
using BTreeDb.Engine;

namespace BTreeDb.Tests.Engine;

public sealed class SessionTransactionTests : IDisposable
{
    private readonly TestDatabase _database = new();

    public void Dispose() => _database.Dispose();

    [Fact]
    public void Block_goes_through_its_states()
    {
        _database.Session.Status.ShouldBe(SessionTransactionStatus.Idle);
        _database.Run("BEGIN").ShouldBe("BEGIN");
        _database.Session.Status.ShouldBe(SessionTransactionStatus.InTransaction);
        _database.Fails("DROP TABLE nosuch");
        _database.Session.Status.ShouldBe(SessionTransactionStatus.Failed);
        _database.Fails("CREATE TABLE t (a int)").SqlState.ShouldBe(SqlState.InFailedSqlTransaction);
        _database.Run("COMMIT").ShouldBe("ROLLBACK");
        _database.Session.Status.ShouldBe(SessionTransactionStatus.Idle);
    }

    [Fact]
    public void Superfluous_begin_and_commit_only_warn()
    {
        _database.Run("COMMIT");
        _database.Run("BEGIN; BEGIN; COMMIT");
        _database.Notices.Count.ShouldBe(2);
        _database.Notices[0].SqlState.ShouldBe(SqlState.NoActiveSqlTransaction);
        _database.Notices[1].SqlState.ShouldBe(SqlState.ActiveSqlTransaction);
    }

    [Theory]
    [InlineData("LISTEN channel")]
    public void Missing_feature_is_refused(string sql) =>
        _database.Fails(sql).SqlState.ShouldBe(SqlState.FeatureNotSupported);

    [Fact]
    public void Read_only_block_refuses_definitions()
    {
        var error = _database.Fails("BEGIN READ ONLY; CREATE TABLE t (a int)");
        error.SqlState.ShouldBe(SqlState.ReadOnlySqlTransaction);
        error.Message.ShouldBe("cannot execute CREATE TABLE in a read-only transaction");
        _database.Run("ROLLBACK; CREATE TABLE t (a int)");
    }

    [Fact]
    public void Api_and_statements_drive_the_same_block()
    {
        _database.Session.Begin(System.Data.IsolationLevel.Unspecified, readOnly: false);
        _database.Run("CREATE TABLE t (a int)");
        _database.Session.Commit().ShouldBeTrue();
        _database.Session.GetCatalog().TryGetTable(null, "t", out _).ShouldBeTrue();
        _database.Session.Begin(System.Data.IsolationLevel.Snapshot, readOnly: false);
        _database.Fails("DROP TABLE nosuch");
        _database.Session.Commit().ShouldBeFalse();
    }

    [Fact]
    public void Settings_are_shown_and_set()
    {
        _database.Query("SHOW work_mem").ShouldBe(["64MB"]);
        _database.Run("SET work_mem = '1MB'").ShouldBe("SET");
        _database.Query("SHOW work_mem").ShouldBe(["1MB"]);
        _database.Run("BEGIN; SET LOCAL work_mem = '2MB'; COMMIT");
        _database.Query("SHOW work_mem").ShouldBe(["1MB"]);
        _database.Run("BEGIN; SET work_mem = '3MB'; ROLLBACK; RESET work_mem");
        _database.Query("SHOW work_mem").ShouldBe(["64MB"]);
        _database.Query("SHOW transaction_isolation").ShouldBe(["repeatable read"]);
        _database.Fails("SET nosuch = 1").SqlState.ShouldBe(SqlState.UndefinedObject);
        _database.Fails("SHOW nosuch").SqlState.ShouldBe(SqlState.UndefinedObject);
        _database.Run("SET TIME ZONE 'Europe/Berlin'");
        _database.Query("SHOW timezone").ShouldBe(["Europe/Berlin"]);
    }

    [Fact]
    public void Empty_text_has_no_statements() => _database.Session.Prepare("  -- nothing", []).StatementCount.ShouldBe(0);

    [Fact]
    public void Syntax_error_has_a_position_and_fails_the_block()
    {
        _database.Run("BEGIN");
        var error = _database.Fails("CREATE TABLE (");
        error.SqlState.ShouldBe(SqlState.SyntaxError);
        error.Position.ShouldBe(13);
        _database.Session.Status.ShouldBe(SessionTransactionStatus.Failed);
    }
}
