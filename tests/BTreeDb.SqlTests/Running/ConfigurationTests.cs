using BTreeDb.SqlTest.Running;

namespace BTreeDb.SqlTests.Running;

public sealed class ConfigurationTests
{
    [Fact]
    public void Names_of_the_connection_string_go_there()
    {
        var configuration = Configuration.Parse("page-size=4096, pool=4MB,durability=off");

        configuration.Connection.ShouldBe(new Dictionary<string, string>
        {
            ["Page Size"] = "4096", ["Pool Size"] = "4MB", ["Durability"] = "off",
        });
        configuration.Session.ShouldBeEmpty();
    }

    [Fact]
    public void All_else_is_a_session_setting() =>
        Configuration.Parse("enable-hashjoin=off").Session
            .ShouldBe(new Dictionary<string, string> { ["enable_hashjoin"] = "off" });

    [Theory]
    [InlineData("pool")]
    [InlineData("=4")]
    public void Part_without_a_value_is_refused(string text) =>
        Should.Throw<FormatException>(() => Configuration.Parse(text));
}
