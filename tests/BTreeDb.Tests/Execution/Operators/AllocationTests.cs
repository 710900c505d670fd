using BTreeDb.Engine;
using BTreeDb.Tests.Engine;
using BTreeDb.Types;

namespace BTreeDb.Tests.Execution.Operators;

/// <summary>What a repeated execution of a prepared statement allocates, from the session down.</summary>
public sealed class AllocationTests
{
    [Theory]
    [InlineData("select b, c from t where id = $1", 100)]
    [InlineData("select sum(b), count(*) from t where id > $1", 200)]
    [InlineData("select b, count(*) from t where id > $1 group by b order by b limit 3", 200)]
    [InlineData("select x.b from t x join t y on x.id = y.b where x.id > $1", 200)]
    public void Repeated_query_allocates_little(string sql, int bytesMax)
    {
        using var database = new TestDatabase();
        database.Run("create table t (id int primary key, b int, c text)");
        database.Run("insert into t select i, i % 100, 'text ' || i from generate_series(1, 5000) i");
        SqlType[] types = [SqlType.Integer];
        Datum[] parameters = [Datum.FromInt64(77)];
        var script = database.Session.Prepare(sql, types);
        for (var i = 0; i < 50; i++)
            Run(database.Session, script, parameters, types);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 20; i++)
            Run(database.Session, script, parameters, types);
        ((GC.GetAllocatedBytesForCurrentThread() - before) / 20).ShouldBeLessThanOrEqualTo(bytesMax);
    }

    private static void Run(Session session, PreparedScript script, Datum[] parameters, SqlType[] types)
    {
        using var result = session.Execute(script, 0, parameters, types, CancellationToken.None);
        while (result.NextBatch() is not null)
        {
        }
    }
}
