using System.Diagnostics;
using System.Text;
using BTreeDb.Engine;
using BTreeDb.Planning;
using BTreeDb.Planning.Physical;
using BTreeDb.Tests.Engine;
using BTreeDb.Types;

namespace BTreeDb.Tests.Planning;

/// <summary>Join orders of many relations: found quickly, and without cross products where predicates connect all.</summary>
public sealed class JoinOrderTests
{
    [Theory]
    [InlineData(3)]
    [InlineData(9)]
    [InlineData(12)]
    [InlineData(64)]
    [InlineData(140)]
    public void Chain_of_equalities_is_ordered_quickly_and_without_cross_products(int count)
    {
        var catalog = new PlanCatalog();
        var sql = new StringBuilder("select 1 from ");
        for (var i = 0; i < count; i++)
        {
            catalog.Add($"t{i}", 10, [$"a{i}"], ($"a{i}", SqlType.Integer), ($"b{i}", SqlType.Integer));
            sql.Append(i > 0 ? ", " : "").Append($"t{i}");
        }
        sql.Append(" where a0 = 3");
        for (var i = 1; i < count; i++)
            sql.Append($" and a{i} = b{i - 1}");
        var watch = Stopwatch.StartNew();
        var plan = PlanFixture.Plan(sql.ToString(), catalog);
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(10));
        CountLoopsWithoutKey(plan.Body).ShouldBe(0);
    }

    [Fact]
    public void Cross_product_of_many_relations_is_planned()
    {
        var catalog = PlanCatalog.Golden();
        var plan = PlanFixture.Plan(
            "select count(*) from tags a, tags b, tags c, tags d, tags e, tags f, tags g, tags h, tags i, tags j, tags k",
            catalog);
        CountLoopsWithoutKey(plan.Body).ShouldBe(10);
    }

    [Fact]
    public void Exhaustive_and_greedy_search_give_valid_plans_for_stars()
    {
        var catalog = PlanCatalog.Golden();
        const string Sql =
            "select count(*) from posts p join users u on p.author = u.id join follows f on f.followee = u.id "
            + "join users v on f.follower = v.id join tags t on t.post = p.id where v.name = 'x'";
        foreach (var limit in new[] { 1, 9 })
        {
            var plan = PlanFixture.Plan(Sql, catalog, PlannerSettings.Default with { ExhaustiveJoinLimit = limit });
            CountLoopsWithoutKey(plan.Body).ShouldBe(0);
        }
    }

    /// <summary>More relations than a set of bits holds, with left, semi and anti joins that refer to all of them.</summary>
    [Fact]
    public void One_sided_joins_around_very_many_relations_keep_their_rows()
    {
        using var database = new TestDatabase(new EngineSettings { PageSize = 4096, BufferPoolBytes = 16 << 20 });
        database.Run("create table t (id int primary key, v int); insert into t select g, g * 10 from generate_series(1, 4) g; analyze");
        const int Count = 135;
        var sql = new StringBuilder("select t0.id, x0.v, x1.v, x2.v from t t0");
        for (var i = 1; i < Count; i++)
            sql.Append($" join t t{i} on t{i}.id = t{i - 1}.id");
        for (var i = 0; i < 3; i++)
            sql.Append($" left join t x{i} on x{i}.id = t{i * 60}.id + {i} and x{i}.v > 20");
        sql.Append(" where exists (select 1 from t y where y.id = t7.id + t130.id) and not exists (select 1 from t z where z.id = t134.id - 1 and z.id = t3.id + 5)");
        database.Query(sql.Append(" order by 1").ToString()).ShouldBe(["1|~|~|30", "2|~|30|40"]);
    }

    private static int CountLoopsWithoutKey(PhysicalPlan plan)
    {
        var count = plan is NestedLoopJoinPlan { Conditions.IsEmpty: true } ? 1 : 0;
        foreach (var input in plan.Inputs)
            count += CountLoopsWithoutKey(input);
        return count;
    }
}
