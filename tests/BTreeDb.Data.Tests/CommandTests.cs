using System.Data;

namespace BTreeDb.Data.Tests;

public sealed class CommandTests : TestDatabase
{
    [Fact]
    public void Count_of_changed_rows_is_the_sum_of_all_statements()
    {
        Execute("create table t (a int)").ShouldBe(-1);
        Execute("insert into t values (1), (2); insert into t values (3)").ShouldBe(3);
        Execute("update t set a = a + 1 where a > 1").ShouldBe(2);
        Execute("delete from t").ShouldBe(3);
        Execute("select 1").ShouldBe(-1);
        Execute("").ShouldBe(-1);
    }

    [Fact]
    public void Query_run_for_its_effect_is_computed_to_its_end() =>
        Should.Throw<BTreeDbException>(() => Execute("select 1 / (i - 5000) from generate_series(1, 9000) g(i)"))
            .SqlState.ShouldBe("22012");

    [Fact]
    public void Scalar_is_the_first_value_or_nothing()
    {
        Scalar("select 5, 6").ShouldBe(5);
        Scalar("select null").ShouldBe(DBNull.Value);
        Scalar("select 1 where false").ShouldBeNull();
        Scalar("create table t (a int); insert into t values (8); select a from t; insert into t values (9)").ShouldBe(8);
        Scalar("select count(*) from t").ShouldBe(2L);
    }

    [Fact]
    public void Parameters_go_by_number_or_by_name()
    {
        Scalar("select $2 - $1", 1, 10).ShouldBe(9);
        using var named = new BTreeDbCommand("select @high - :low + @high", Connection);
        named.Parameters.AddWithValue("low", 1);
        named.Parameters.AddWithValue("@high", 10);
        named.ExecuteScalar().ShouldBe(19);
    }

    [Theory]
    [InlineData("select $2")]
    [InlineData("select @nope")]
    public void Missing_parameter_is_42P02(string sql) =>
        Should.Throw<BTreeDbException>(() => Scalar(sql, 1)).SqlState.ShouldBe("42P02");

    [Fact]
    public void Prepared_command_takes_new_values()
    {
        Execute("create table t (a int primary key, b text)");
        using var insert = new BTreeDbCommand("insert into t values ($1, $2)", Connection);
        var a = insert.Parameters.Add("", 0);
        var b = insert.Parameters.Add("", "");
        insert.Prepare();
        for (var i = 0; i < 100; i++)
        {
            a.TypedValue = i;
            b.TypedValue = $"row {i}";
            insert.ExecuteNonQuery().ShouldBe(1);
        }

        using var select = new BTreeDbCommand("select b from t where a = @a", Connection);
        var key = select.Parameters.Add("a", 0);
        for (var i = 0; i < 100; i += 7)
        {
            key.TypedValue = i;
            select.ExecuteScalar().ShouldBe($"row {i}");
        }
    }

    [Fact]
    public void Parameter_of_another_type_replans()
    {
        using var command = Command("select pg_typeof($1)::text", 1);

        command.ExecuteScalar().ShouldBe("integer");
        command.Parameters[0].Value = 1.5;
        command.ExecuteScalar().ShouldBe("double precision");
        command.Parameters[0].Value = "x";
        command.ExecuteScalar().ShouldBe("text");
    }

    [Fact]
    public void Null_parameter_takes_the_type_of_its_place()
    {
        Execute("create table t (a int, d date)");
        Execute("insert into t values ($1, $2)", null, DBNull.Value);
        Scalar("select count(*) from t where a is null and d is null").ShouldBe(1L);
        Scalar("select coalesce($1, 7)", DBNull.Value).ShouldBe(7);
    }

    [Fact]
    public void Prepare_finds_syntax_errors()
    {
        using var command = new BTreeDbCommand("selec 1", Connection);

        var error = Should.Throw<BTreeDbException>(() => command.Prepare());

        error.SqlState.ShouldBe("42601");
        error.Position.ShouldBe(1);
        error.Message.ShouldBe("syntax error at or near \"selec\"");
    }

    [Fact]
    public void Error_names_what_is_concerned()
    {
        Execute("create table t (a int primary key, b int not null, constraint positive check (b > 0))");
        Execute("insert into t values (1, 1)");

        var duplicate = Should.Throw<BTreeDbException>(() => Execute("insert into t values (1, 2)"));
        var missing = Should.Throw<BTreeDbException>(() => Execute("insert into t values (2, null)"));
        var check = Should.Throw<BTreeDbException>(() => Execute("insert into t values (2, 0)"));

        (duplicate.SqlState, duplicate.ConstraintName, duplicate.TableName, duplicate.SchemaName)
            .ShouldBe(("23505", "t_pkey", "t", "public"));
        duplicate.Detail.ShouldBe("Key (a)=(1) already exists.");
        (missing.SqlState, missing.ColumnName, missing.TableName).ShouldBe(("23502", "b", "t"));
        (check.SqlState, check.ConstraintName).ShouldBe(("23514", "positive"));
    }

    [Fact]
    public void Position_counts_characters_from_one()
    {
        var error = Should.Throw<BTreeDbException>(() => Scalar("select 'ü', nope"));

        error.SqlState.ShouldBe("42703");
        error.Position.ShouldBe(13);
        error.ToString().ShouldStartWith("42703: column \"nope\" does not exist");
    }

    [Fact]
    public void Statement_past_its_timeout_ends_with_57014()
    {
        using var command = Command(
            "select count(*) from generate_series(1, 100000000) a(i), generate_series(1, 1000) b(i) where a.i < b.i");
        command.CommandTimeout = 1;

        var error = Should.Throw<BTreeDbException>(() => command.ExecuteScalar());

        error.SqlState.ShouldBe("57014");
        error.Message.ShouldBe("canceling statement due to statement timeout");
        Scalar("select 1").ShouldBe(1);
    }

    [Fact]
    public async Task Cancel_from_another_thread_ends_with_57014()
    {
        using var command = Command(
            "select count(*) from generate_series(1, 100000000) a(i), generate_series(1, 1000) b(i) where a.i < b.i");
        command.CommandTimeout = 60;
        var running = Task.Run(() => command.ExecuteScalar());
        while (!running.IsCompleted)
        {
            await Task.Delay(50);
            command.Cancel();
        }

        (await Should.ThrowAsync<BTreeDbException>(() => running)).SqlState.ShouldBe("57014");
        Scalar("select 1").ShouldBe(1);
    }

    [Fact]
    public async Task Async_methods_do_the_same()
    {
        await using var create = Command("create table t (a int); insert into t values (1), (2)");
        (await create.ExecuteNonQueryAsync()).ShouldBe(2);
        await using var count = Command("select count(*) from t");
        (await count.ExecuteScalarAsync()).ShouldBe(2L);
        await using var select = Command("select a from t order by a");
        await using var reader = await select.ExecuteReaderAsync();
        (await reader.ReadAsync()).ShouldBeTrue();
        reader.GetInt32(0).ShouldBe(1);
        (await reader.NextResultAsync()).ShouldBeFalse();
    }

    [Fact]
    public async Task Cancelled_token_stops_before_anything_is_done()
    {
        using var source = new CancellationTokenSource();
        await source.CancelAsync();
        await using var command = Command("create table t (a int)");

        await Should.ThrowAsync<OperationCanceledException>(() => command.ExecuteNonQueryAsync(source.Token));

        Should.Throw<BTreeDbException>(() => Scalar("select * from t")).SqlState.ShouldBe("42P01");
    }

    [Fact]
    public void Table_may_be_named_instead_of_a_query()
    {
        Execute("create table \"My Table\" (a int); insert into \"My Table\" values (3)");
        using var command = new BTreeDbCommand("My Table", Connection) { CommandType = CommandType.TableDirect };

        command.ExecuteScalar().ShouldBe(3);
        command.CommandType = CommandType.StoredProcedure;
        Should.Throw<NotSupportedException>(() => new BTreeDbCommand("f", Connection)
        {
            CommandType = CommandType.StoredProcedure,
        }.ExecuteScalar());
    }

    [Fact]
    public void Open_reader_keeps_the_session()
    {
        using var command = Command("select 1");
        using (command.ExecuteReader())
            Should.Throw<InvalidOperationException>(() => Scalar("select 2"));

        Scalar("select 2").ShouldBe(2);
    }
}
