using System.Data;

namespace BTreeDb.Data.Tests;

public sealed class TransactionTests : TestDatabase
{
    public TransactionTests() => Execute("create table t (a int primary key)");

    [Fact]
    public void Commit_keeps_and_rollback_undoes()
    {
        using (var transaction = Connection.BeginTransaction())
        {
            Execute("insert into t values (1)");
            transaction.Commit();
            transaction.Connection.ShouldBeNull();
        }

        using (var transaction = Connection.BeginTransaction())
        {
            Execute("insert into t values (2)");
            transaction.Rollback();
        }

        using (Connection.BeginTransaction())
            Execute("insert into t values (3)");

        Scalar("select count(*) from t").ShouldBe(1L);
    }

    [Fact]
    public async Task Async_commit_keeps()
    {
        await using (var transaction = await Connection.BeginTransactionAsync())
        {
            Execute("insert into t values (1)");
            await transaction.CommitAsync();
        }

        Scalar("select count(*) from t").ShouldBe(1L);
    }

    [Fact]
    public void Changes_are_seen_by_others_after_the_commit_only()
    {
        using var other = OpenAnother();
        using var count = new BTreeDbCommand("select count(*) from t", other);
        using var transaction = Connection.BeginTransaction();
        Execute("insert into t values (1)");

        count.ExecuteScalar().ShouldBe(0L);
        transaction.Commit();
        count.ExecuteScalar().ShouldBe(1L);
    }

    [Fact]
    public void Snapshot_stays_as_it_was()
    {
        using var other = OpenAnother();
        using var transaction = Connection.BeginTransaction(IsolationLevel.Snapshot);
        transaction.IsolationLevel.ShouldBe(IsolationLevel.Snapshot);
        Scalar("select count(*) from t").ShouldBe(0L);

        new BTreeDbCommand("insert into t values (1)", other).ExecuteNonQuery();

        Scalar("select count(*) from t").ShouldBe(0L);
        transaction.Rollback();
        Scalar("select count(*) from t").ShouldBe(1L);
    }

    [Fact]
    public void Second_updater_of_a_row_fails_and_may_try_again()
    {
        Execute("insert into t values (1)");
        using var other = OpenAnother();
        using var transaction = Connection.BeginTransaction();
        Scalar("select count(*) from t").ShouldBe(1L);
        new BTreeDbCommand("update t set a = 5 where a = 1", other).ExecuteNonQuery();

        var error = Should.Throw<BTreeDbException>(() => Execute("update t set a = 6 where a = 1"));

        error.SqlState.ShouldBe("40001");
        error.IsTransient.ShouldBeTrue();
    }

    [Fact]
    public void Failed_transaction_hears_only_its_end()
    {
        using var transaction = Connection.BeginTransaction();
        Execute("insert into t values (1)");
        Should.Throw<BTreeDbException>(() => Execute("insert into t values (1)")).SqlState.ShouldBe("23505");

        Should.Throw<BTreeDbException>(() => Scalar("select 1")).SqlState.ShouldBe("25P02");
        Should.Throw<BTreeDbException>(() => transaction.Commit()).SqlState.ShouldBe("25P02");

        Scalar("select count(*) from t").ShouldBe(0L);
    }

    [Fact]
    public void Transaction_ends_once()
    {
        using var transaction = Connection.BeginTransaction();
        Should.Throw<InvalidOperationException>(() => Connection.BeginTransaction());
        transaction.Commit();

        Should.Throw<InvalidOperationException>(() => transaction.Commit());
        Should.Throw<InvalidOperationException>(() => transaction.Rollback());
    }

    [Fact]
    public void Closing_the_connection_rolls_back()
    {
        var other = OpenAnother();
        other.BeginTransaction();
        new BTreeDbCommand("insert into t values (1)", other).ExecuteNonQuery();
        other.Close();

        Scalar("select count(*) from t").ShouldBe(0L);
    }

    [Fact]
    public void Savepoints_are_set_returned_to_and_released()
    {
        using var transaction = Connection.BeginTransaction();
        transaction.SupportsSavepoints.ShouldBeTrue();
        new BTreeDbCommand("insert into t values (1)", Connection).ExecuteNonQuery();
        transaction.Save("Mixed case");
        new BTreeDbCommand("insert into t values (2)", Connection).ExecuteNonQuery();
        Should.Throw<BTreeDbException>(() => Scalar("select nosuch from t"));
        transaction.Rollback("Mixed case");
        Scalar("select count(*) from t").ShouldBe(1L);
        transaction.Release("Mixed case");
        Should.Throw<BTreeDbException>(() => transaction.Rollback("Mixed case")).SqlState.ShouldBe("3B001");
        transaction.Rollback();
        Scalar("select count(*) from t").ShouldBe(0L);
    }
}
