using BTreeDb.Catalog;
using BTreeDb.Primitives;
using BTreeDb.Types;

namespace BTreeDb.Tests.Catalog;

public sealed class CatalogSnapshotTests
{
    private static readonly CatalogSnapshot Empty = CatalogSnapshot.CreateEmpty(new RowCounts(), 1, 100);

    [Fact]
    public void Change_leaves_the_snapshot_before_it_as_it_was()
    {
        var changed = Empty.WithTable(MakeTable(1, "t"));
        changed.TryGetTable(null, "t", out var table).ShouldBeTrue();
        table!.Name.ShouldBe("t");
        changed.TryGetTable("public", "t", out _).ShouldBeTrue();
        changed.TryGetTable("other", "t", out _).ShouldBeFalse();
        Empty.TryGetTable(null, "t", out _).ShouldBeFalse();
        changed.Version.ShouldNotBe(Empty.Version);
    }

    [Fact]
    public void Indexes_are_found_by_name_and_go_with_their_table()
    {
        var index = new IndexSchema(new(2), "i", new(1), new TreeId(9), false, [new(0, false, false)]);
        var table = MakeTable(1, "t") with { Indexes = [index] };
        var with = Empty.WithTable(table);
        with.TryGetIndex(null, "i", out var found).ShouldBeTrue();
        found.ShouldBe(index);
        with.HasRelation(null, "i").ShouldBeTrue();
        with.WithTable(MakeTable(1, "t")).TryGetIndex(null, "i", out _).ShouldBeFalse();
        with.WithoutTable(table).HasRelation(null, "i").ShouldBeFalse();
    }

    [Fact]
    public void Primary_key_takes_its_name_in_the_schema()
    {
        var with = Empty.WithTable(MakeTable(1, "t") with { PrimaryKey = [new(0, false, false)], PrimaryKeyName = "t_pkey" });
        with.HasRelation(null, "t_pkey").ShouldBeTrue();
        with.TryGetPrimaryKey(null, "t_pkey", out var table).ShouldBeTrue();
        table!.Name.ShouldBe("t");
        with.TryGetIndex(null, "t_pkey", out _).ShouldBeFalse();
    }

    [Fact]
    public void Dependents_are_the_views_that_refer_to_an_object()
    {
        var view = new ViewSchema(new(5), "public", "v", "SELECT 1", ["a"]) { References = [new(1)] };
        var with = Empty.WithTable(MakeTable(1, "t")).WithView(view);
        with.FindDependents(new(1)).ShouldBe([view]);
        with.FindDependents(new(2)).ShouldBeEmpty();
        with.WithoutView(view).FindDependents(new(1)).ShouldBeEmpty();
    }

    [Fact]
    public void Tables_are_listed_in_the_order_of_their_names()
    {
        var with = Empty.WithTable(MakeTable(1, "b")).WithTable(MakeTable(2, "a"));
        with.Tables.Length.ShouldBe(2);
        with.Tables[0].Name.ShouldBe("a");
    }

    private static TableSchema MakeTable(uint id, string name) => new(
        new(id), "public", name, new TreeId(id + 10), 1, [new("a", 0, SqlType.Integer, true)], [], null, [], []);
}
