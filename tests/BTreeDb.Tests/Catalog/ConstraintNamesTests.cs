using BTreeDb.Catalog;

namespace BTreeDb.Tests.Catalog;

public sealed class ConstraintNamesTests
{
    [Fact]
    public void Name_joins_table_columns_and_label()
    {
        ConstraintNames.Choose("t", null, "pkey", static _ => false).ShouldBe("t_pkey");
        ConstraintNames.Choose("t", "a_b", "key", static _ => false).ShouldBe("t_a_b_key");
    }

    [Fact]
    public void Name_gets_a_number_when_it_is_taken()
    {
        var taken = new HashSet<string> { "t_a_key", "t_a_key1" };
        ConstraintNames.Choose("t", "a", "key", taken.Contains).ShouldBe("t_a_key2");
    }

    [Fact]
    public void Name_is_cut_to_63_bytes_from_the_longer_part()
    {
        var name = ConstraintNames.Choose(new string('t', 60), "column", "key", static _ => false);
        name.Length.ShouldBe(63);
        name.ShouldEndWith("_column_key");
        ConstraintNames.Choose(new string('t', 60), new string('c', 60), "key", static _ => false)
            .ShouldBe(new string('t', 29) + "_" + new string('c', 29) + "_key");
    }

    [Fact]
    public void Name_is_never_cut_inside_a_character()
    {
        var name = ConstraintNames.Choose(new string('ä', 40), null, "pkey", static _ => false);
        System.Text.Encoding.UTF8.GetByteCount(name).ShouldBeLessThanOrEqualTo(63);
        name.ShouldEndWith("ä_pkey");
    }

    [Fact]
    public void Columns_are_joined_by_underscores() =>
        ConstraintNames.JoinColumns(["a", "b", "c"]).ShouldBe("a_b_c");
}
