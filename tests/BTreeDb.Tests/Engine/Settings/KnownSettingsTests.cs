using BTreeDb.Diagnostics;
using BTreeDb.Engine;
using BTreeDb.Engine.Settings;

namespace BTreeDb.Tests.Engine.Settings;

public sealed class KnownSettingsTests
{
    private static readonly SessionSettings Defaults = SessionSettings.From(EngineSettings.Default);

    [Theory]
    [InlineData("work_mem", "64MB", "64MB")]
    [InlineData("work_mem", "2048", "2MB")]
    [InlineData("work_mem", "1GB", "1GB")]
    [InlineData("statement_timeout", "1500", "1500ms")]
    [InlineData("statement_timeout", "2min", "2min")]
    [InlineData("statement_timeout", "0", "0")]
    [InlineData("TimeZone", "Europe/Berlin", "Europe/Berlin")]
    [InlineData("enable_hashjoin", "off", "off")]
    [InlineData("datestyle", "iso", "ISO, MDY")]
    [InlineData("default_transaction_isolation", "read committed", "read committed")]
    public void Setting_shows_what_was_set(string name, string value, string shown)
    {
        var setting = KnownSettings.Find(name);
        setting.Show(setting.Apply!(Defaults, value)).ShouldBe(shown);
    }

    [Fact]
    public void Unknown_setting_is_refused() =>
        Should.Throw<EngineException>(() => KnownSettings.Find("no_such")).SqlState.ShouldBe(SqlState.UndefinedObject);

    [Theory]
    [InlineData("work_mem", "lots", SqlState.InvalidParameterValue)]
    [InlineData("work_mem", "-1", SqlState.InvalidParameterValue)]
    [InlineData("enable_hashjoin", "maybe", SqlState.InvalidParameterValue)]
    [InlineData("datestyle", "persian", SqlState.InvalidParameterValue)]
    [InlineData("default_transaction_isolation", "chaos", SqlState.InvalidParameterValue)]
    [InlineData("max_pred_locks_per_relation", "0", SqlState.InvalidParameterValue)]
    [InlineData("max_pred_locks_per_relation", "some", SqlState.InvalidParameterValue)]
    public void Wrong_value_is_refused(string name, string value, string state) =>
        Should.Throw<EngineException>(() => KnownSettings.Find(name).Apply!(Defaults, value)).SqlState.ShouldBe(state);
}
