namespace BTreeDb.Data.Tests;

/// <summary>Arrays as fields and as parameters.</summary>
public sealed class ArrayTests : TestDatabase
{
    [Fact]
    public void Array_is_handed_out_as_array()
    {
        using var command = Command("SELECT '{1,2}'::int[], array['a', null], array[[1, 2], [3, 4]], array[1, null]");
        using var reader = command.ExecuteReader();
        reader.Read().ShouldBeTrue();
        reader.GetValue(0).ShouldBeOfType<int[]>().ShouldBe([1, 2]);
        reader.GetValue(1).ShouldBeOfType<string[]>().ShouldBe(["a", null!]);
        reader.GetValue(2).ShouldBeOfType<int[,]>()[1, 1].ShouldBe(4);
        reader.GetValue(3).ShouldBeOfType<int?[]>().ShouldBe([1, null]);
        reader.GetFieldValue<int[]>(0).ShouldBe([1, 2]);
        reader.GetFieldValue<List<int>>(0).ShouldBe([1, 2]);
        reader.GetFieldValue<int?[]>(3).ShouldBe([1, null]);
        Should.Throw<InvalidCastException>(() => reader.GetFieldValue<int[]>(3));
        Should.Throw<InvalidCastException>(() => reader.GetFieldValue<long[]>(0));
        reader.GetFieldType(0).ShouldBe(typeof(int[]));
        reader.GetDataTypeName(0).ShouldBe("integer[]");
        reader.GetString(0).ShouldBe("{1,2}");
    }

    [Fact]
    public void Array_and_list_are_parameters()
    {
        using var command = Command(
            "SELECT $1 || 9, 2 = ANY($2), $3, $4",
            new[] { 1, 2 },
            new List<int> { 2, 3 },
            new[] { "x", null },
            new[,] { { 1L, 2L }, { 3L, 4L } });
        using var reader = command.ExecuteReader();
        reader.Read().ShouldBeTrue();
        reader.GetString(0).ShouldBe("{1,2,9}");
        reader.GetBoolean(1).ShouldBeTrue();
        reader.GetString(2).ShouldBe("{x,NULL}");
        reader.GetString(3).ShouldBe("{{1,2},{3,4}}");
    }
}
