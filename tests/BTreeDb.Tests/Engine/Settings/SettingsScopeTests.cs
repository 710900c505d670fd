using BTreeDb.Engine;
using BTreeDb.Engine.Settings;

namespace BTreeDb.Tests.Engine.Settings;

public sealed class SettingsScopeTests
{
    private readonly SettingsScope _scope = new(SessionSettings.From(EngineSettings.Default));

    [Fact]
    public void Set_in_a_transaction_is_undone_by_its_rollback()
    {
        _scope.Begin();
        _scope.Set("work_mem", "1MB", isLocal: false);
        _scope.Current.WorkMemoryBytes.ShouldBe(1 << 20);
        _scope.Rollback();
        _scope.Current.WorkMemoryBytes.ShouldBe(64 << 20);
    }

    [Fact]
    public void Set_local_ends_with_the_commit()
    {
        _scope.Begin();
        _scope.Set("work_mem", "1MB", isLocal: false);
        _scope.Set("work_mem", "2MB", isLocal: true);
        _scope.Current.WorkMemoryBytes.ShouldBe(2 << 20);
        _scope.Commit();
        _scope.Current.WorkMemoryBytes.ShouldBe(1 << 20);
    }

    [Fact]
    public void Default_is_the_sessions_initial_value()
    {
        _scope.Set("work_mem", "1MB", isLocal: false);
        _scope.Set("work_mem", null, isLocal: false);
        _scope.Current.WorkMemoryBytes.ShouldBe(64 << 20);
    }

    [Fact]
    public void Fixed_value_cannot_be_changed() =>
        Should.Throw<BTreeDb.Diagnostics.EngineException>(() => _scope.Set("server_version", "1", isLocal: false))
            .SqlState.ShouldBe("55P02");
}
