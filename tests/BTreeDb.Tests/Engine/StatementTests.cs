using BTreeDb.Diagnostics;
using BTreeDb.Engine;
using BTreeDb.Types;

namespace BTreeDb.Tests.Engine;

public sealed class StatementTests : IDisposable
{
    private readonly TestDatabase _database = new();

    public void Dispose() => _database.Dispose();

    [Fact]
    public void Statement_time_is_that_of_each_statement_of_a_block()
    {
        _database.Run("CREATE FUNCTION asked() RETURNS timestamptz LANGUAGE sql STABLE AS 'SELECT max(t) FROM (SELECT statement_timestamp()) s(t)'");
        _database.Run("BEGIN");
        foreach (var text in (string[])["SELECT statement_timestamp()", "SELECT asked()"])
        {
            var first = _database.Query(text);
            Thread.Sleep(2);
            _database.Query("SELECT 1").ShouldBe(["1"]);
            _database.Query(text).ShouldNotBe(first);
        }

        _database.Query("SELECT now() <= statement_timestamp(), statement_timestamp() <= clock_timestamp()").ShouldBe(["t|t"]);
        _database.Run("COMMIT");
    }

    [Fact]
    public void Tags_and_counts_are_PostgreSQLs()
    {
        _database.Run("CREATE TABLE t (a int PRIMARY KEY, b text)");
        _database.Run("INSERT INTO t VALUES (1, 'x'), (2, 'y'), (3, NULL)").ShouldBe("INSERT 0 3");
        _database.Run("UPDATE t SET b = 'z' WHERE a > 1").ShouldBe("UPDATE 2");
        _database.Run("SELECT * FROM t").ShouldBe("SELECT 3");
        _database.Run("DELETE FROM t WHERE a = 1").ShouldBe("DELETE 1");
        _database.Query("SELECT a, b FROM t ORDER BY a").ShouldBe(["2|z", "3|z"]);
        _database.Query("UPDATE t SET b = b || a RETURNING a, b").ShouldBe(["2|z2", "3|z3"]);
    }

    [Fact]
    public void Failed_statement_outside_a_block_leaves_nothing()
    {
        _database.Run("CREATE TABLE t (a int PRIMARY KEY, b int CHECK (b < 10))");
        _database.Fails("INSERT INTO t VALUES (1, 1), (2, 2), (1, 3)").SqlState.ShouldBe(SqlState.UniqueViolation);
        var error = _database.Fails("INSERT INTO t VALUES (1, 1), (2, 20)");
        error.SqlState.ShouldBe(SqlState.CheckViolation);
        error.ConstraintName.ShouldBe("t_b_check");
        _database.Query("SELECT count(*) FROM t").ShouldBe(["0"]);
    }

    [Fact]
    public void Prepared_statement_follows_changes_of_the_schema()
    {
        _database.Run("CREATE TABLE t (a int); INSERT INTO t VALUES (1)");
        const string Sql = "SELECT * FROM t";
        _database.Query(Sql).ShouldBe(["1"]);
        _database.Run("DROP TABLE t; CREATE TABLE t (x text, y text); INSERT INTO t VALUES ('p', 'q')");
        _database.Query(Sql).ShouldBe(["p|q"]);
        _database.Run("DROP TABLE t");
        Should.Throw<EngineException>(() => _database.Query(Sql)).SqlState.ShouldBe(SqlState.UndefinedTable);
    }

    [Fact]
    public void Parameter_without_type_takes_the_one_that_the_statement_asks_for()
    {
        _database.Run("CREATE TABLE t (a int PRIMARY KEY, b date); INSERT INTO t VALUES (1, '2026-01-02')");
        var script = _database.Session.Prepare("SELECT a FROM t WHERE b = @when AND a = @id", []);
        script.ParameterNames.ShouldBe(["when", "id"]);
        using var result = _database.Session.Execute(
            script, 0, [Datum.FromText("2026-01-02"), Datum.FromInt64(1)], [SqlType.Unknown, SqlType.Integer], default);
        result.NextBatch()!.Count.ShouldBe(1);
        result.NextBatch().ShouldBeNull();
    }

    [Fact]
    public void Missing_parameter_is_named()
    {
        var error = Should.Throw<EngineException>(() => _database.Query("SELECT $1::int + $2::int", Datum.FromInt64(1)));
        error.SqlState.ShouldBe(SqlState.UndefinedParameter);
        error.Message.ShouldBe("there is no parameter $2");
    }

    [Fact]
    public void Columns_name_their_origin()
    {
        _database.Run("CREATE TABLE t (a int PRIMARY KEY, b text)");
        var script = _database.Session.Prepare("SELECT b AS shown, a, a + 1 AS more FROM t", []);
        var columns = _database.Session.Describe(script, 0, []);
        columns[0].Name.ShouldBe("shown");
        columns[0].Table!.Name.ShouldBe("t");
        columns[0].Column!.Name.ShouldBe("b");
        columns[0].IsNullable.ShouldBeTrue();
        columns[1].IsNullable.ShouldBeFalse();
        columns[2].Table.ShouldBeNull();
        _database.Session.Status.ShouldBe(SessionTransactionStatus.Idle);
    }

    [Fact]
    public void Cancel_ends_a_running_statement()
    {
        using var timer = new Timer(_ => _database.Session.Cancel(), null, 50, Timeout.Infinite);
        var error = _database.Fails("SELECT count(*) FROM generate_series(1, 100000000000)");
        error.SqlState.ShouldBe(SqlState.QueryCanceled);
        error.Message.ShouldBe("canceling statement due to user request");
        _database.Query("SELECT 1").ShouldBe(["1"]);
    }

    [Fact]
    public void Token_cancels_a_statement()
    {
        using var source = new CancellationTokenSource(50);
        var script = _database.Session.Prepare("SELECT count(*) FROM generate_series(1, 100000000000)", []);
        Should.Throw<EngineException>(() =>
        {
            using var result = _database.Session.Execute(script, 0, [], [], source.Token);
            while (result.NextBatch() is not null)
            {
            }
        }).SqlState.ShouldBe(SqlState.QueryCanceled);
    }

    [Fact]
    public void Statement_timeout_ends_a_statement()
    {
        _database.Run("SET statement_timeout = 50");
        var error = _database.Fails("SELECT count(*) FROM generate_series(1, 100000000000)");
        error.SqlState.ShouldBe(SqlState.QueryCanceled);
        error.Message.ShouldBe("canceling statement due to statement timeout");
        _database.Query("SELECT 1").ShouldBe(["1"]);
    }

    [Fact]
    public void Query_half_read_is_closed_by_the_next_statement()
    {
        _database.Run("CREATE TABLE t (a int); INSERT INTO t SELECT g FROM generate_series(1, 5000) g");
        var script = _database.Session.Prepare("SELECT a FROM t", []);
        var result = _database.Session.Execute(script, 0, [], [], default);
        result.NextBatch().ShouldNotBeNull();
        _database.Query("SELECT count(*) FROM t").ShouldBe(["5000"]);
        result.NextBatch().ShouldBeNull();
        result.Close();
    }

    [Fact]
    public void Explain_prints_a_plan_and_analyze_counts_rows()
    {
        _database.Run("CREATE TABLE t (a int PRIMARY KEY); INSERT INTO t SELECT g FROM generate_series(1, 100) g; ANALYZE t");
        _database.Query("EXPLAIN SELECT * FROM t WHERE a = 5").ShouldNotBeEmpty();
        _database.Session.GetCatalog().TryGetTable(null, "t", out var table).ShouldBeTrue();
        _database.Session.GetCatalog().EstimateRowCount(table!.Id).ShouldBe(100);
        _database.Reopen();
        _database.Session.GetCatalog().EstimateRowCount(table.Id).ShouldBe(100);
    }

    [Fact]
    public void Deep_nesting_is_refused_and_the_session_lives_on()
    {
        var sql = "SELECT " + new string('(', 10000) + "1" + new string(')', 10000);
        _database.Fails(sql).SqlState.ShouldBe(SqlState.StatementTooComplex);
        _database.Query("SELECT 1").ShouldBe(["1"]);
    }
}
