using Dapper;

namespace BTreeDb.Data.Tests;

public sealed class DapperTests : TestDatabase
{
    [Fact]
    public void Dapper_inserts_and_reads_objects()
    {
        Connection.Execute("create table items (id bigint primary key, name text, price numeric(8, 2), sold boolean)");
        Connection.Execute(
            "insert into items (id, name, price, sold) values (@Id, @Name, @Price, @Sold)",
            new[]
            {
                new Item { Id = 1, Name = "tea", Price = 2.50m, Sold = true },
                new Item { Id = 2, Name = null, Price = 3m },
            }).ShouldBe(2);

        var items = Connection.Query<Item>("select * from items where price > @min order by id", new { min = 1m }).AsList();

        items.Count.ShouldBe(2);
        (items[0].Id, items[0].Name, items[0].Price, items[0].Sold).ShouldBe((1, "tea", 2.50m, true));
        items[1].Name.ShouldBeNull();
        Connection.ExecuteScalar<int>("select count(*) from items").ShouldBe(2);
    }

    [Fact]
    public async Task Dapper_reads_several_results()
    {
        using var results = await Connection.QueryMultipleAsync("select 1; select 'x'");

        (await results.ReadSingleAsync<int>()).ShouldBe(1);
        (await results.ReadSingleAsync<string>()).ShouldBe("x");
    }

    private sealed class Item
    {
        public long Id { get; init; }

        public string? Name { get; init; }

        public decimal Price { get; init; }

        public bool Sold { get; init; }
    }
}
