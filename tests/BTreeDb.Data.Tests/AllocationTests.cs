namespace BTreeDb.Data.Tests;

/// <summary>What the provider allocates on its way, once it is warm.</summary>
public sealed class AllocationTests : TestDatabase
{
    private const int Rows = 5000;

    public AllocationTests()
    {
        Execute("create table items (id bigint primary key, k int not null, v float8 not null, u bigint unique)");
        Execute("insert into items select i, i % 100, i * 0.5, i from generate_series(1, 5000) i");
    }

    [Theory]
    [InlineData("select k, v from items where id = $1")]
    [InlineData("select id, v from items where u = $1")]
    public void A_point_select_allocates_at_most_200_bytes(string sql)
    {
        using var command = Command(sql);
        var id = new BTreeDbParameter<long>();
        command.Parameters.Add(id);
        command.Prepare();
        Least(() => Select(command, id)).ShouldBeLessThanOrEqualTo(200 * Rows);
    }

    [Theory]
    [InlineData("select id, k, v from items")]
    [InlineData("select id, k, v from items where k > 3 and v < 1e9")]
    [InlineData("select id, k, v from items order by id desc")]
    [InlineData("select a.id, a.k, b.v from items a join items b on b.id = a.id")]
    public void A_row_of_a_scan_allocates_nothing(string sql)
    {
        using var command = Command(sql);
        command.Prepare();
        // What an execution takes does not grow with its rows: a byte a row would be more than this.
        Least(() => Sum(command)).ShouldBeLessThan(Rows / 2);
    }

    /// <summary>The bytes of the leanest of some rounds: the first ones may be disturbed by the JIT.</summary>
    private static long Least(Action action)
    {
        var least = long.MaxValue;
        for (var round = 0; round < 10; round++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            action();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }

    private static void Select(BTreeDbCommand command, BTreeDbParameter<long> id)
    {
        for (var i = 1; i <= Rows; i++)
        {
            id.TypedValue = i;
            using var reader = command.ExecuteReader();
            reader.Read().ShouldBeTrue();
            reader.GetDouble(1).ShouldBeGreaterThan(0);
        }
    }

    private static void Sum(BTreeDbCommand command)
    {
        using var reader = command.ExecuteReader();
        var sum = 0.0;
        while (reader.Read())
            sum += reader.GetInt64(0) + reader.GetInt32(1) + reader.GetDouble(2);
        sum.ShouldBeGreaterThan(0);
    }
}
