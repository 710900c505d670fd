using System.Data.Common;

namespace BTreeDb.Data.Tests;

public sealed class ParameterCollectionTests
{
    private readonly BTreeDbParameterCollection _parameters = new BTreeDbCommand().Parameters;

    [Theory]
    [InlineData("name")]
    [InlineData("@name")]
    [InlineData(":name")]
    [InlineData("NAME")]
    public void Name_is_found_with_and_without_its_sign(string name)
    {
        _parameters.AddWithValue("@Name", 1);

        _parameters.IndexOf(name).ShouldBe(0);
        _parameters.Contains(name).ShouldBeTrue();
        _parameters[name].Value.ShouldBe(1);
    }

    [Fact]
    public void Collection_behaves_like_a_list()
    {
        DbParameterCollection list = _parameters;
        var second = new BTreeDbParameter("b", 2);

        list.AddRange(new[] { new BTreeDbParameter("a", 1), second });
        list.Insert(0, new BTreeDbParameter("z", 0));
        list.Count.ShouldBe(3);
        list.IndexOf(second).ShouldBe(2);
        list["z"].Value.ShouldBe(0);
        list.RemoveAt("a");
        list.Remove(second);
        list.Count.ShouldBe(1);
        list.Clear();
        list.Count.ShouldBe(0);
    }

    [Fact]
    public void Foreign_things_are_refused()
    {
        Should.Throw<InvalidCastException>(() => _parameters.Add((object)"x"));
        Should.Throw<ArgumentNullException>(() => _parameters.Add((object)null!));
        Should.Throw<ArgumentException>(() => _parameters["missing"]);
    }

    [Fact]
    public void Typed_parameter_keeps_its_value_also_as_an_object()
    {
        var parameter = _parameters.Add("p", 5);

        parameter.Value.ShouldBe(5);
        parameter.Value = 6;
        parameter.TypedValue.ShouldBe(6);
        parameter.Value = DBNull.Value;
        parameter.TypedValue.ShouldBe(0);
    }
}
