namespace BTreeDb.Engine.Settings;

/// <summary>
/// A session's settings as they follow its transactions: SET inside a block is undone by a rollback, SET LOCAL also by the
/// commit.
/// </summary>
internal sealed class SettingsScope(SessionSettings initial)
{
    private readonly SessionSettings _initial = initial;
    private SessionSettings _beforeTransaction = initial;
    private SessionSettings _afterCommit = initial;

    /// <summary>The settings that apply now.</summary>
    public SessionSettings Current { get; private set; } = initial;

    /// <summary>Sets a value; null means the session's initial one.</summary>
    /// <param name="name">The setting.</param>
    /// <param name="value">The value, or null.</param>
    /// <param name="isLocal">Until the end of the transaction only.</param>
    public void Set(string name, string? value, bool isLocal)
    {
        var setting = KnownSettings.Find(name);
        var apply = setting.Apply ?? throw SettingErrors.CannotChange(setting.Name);
        value ??= setting.Show(_initial);
        Current = apply(Current, value);
        if (!isLocal)
            _afterCommit = apply(_afterCommit, value);
    }

    /// <summary>Sets everything to the session's initial values.</summary>
    public void ResetAll() => Current = _afterCommit = _initial;

    /// <summary>A transaction begins, or a statement outside of a block ended.</summary>
    public void Begin() => _beforeTransaction = _afterCommit = Current;

    /// <summary>The settings as they are now, inside a transaction.</summary>
    public SettingsMark Mark() => new(Current, _afterCommit);

    /// <summary>The transaction rolled back to a savepoint.</summary>
    public void RollbackTo(SettingsMark mark) => (Current, _afterCommit) = (mark.Current, mark.AfterCommit);

    /// <summary>The transaction committed.</summary>
    public void Commit() => Current = _beforeTransaction = _afterCommit;

    /// <summary>The transaction rolled back.</summary>
    public void Rollback() => Current = _afterCommit = _beforeTransaction;
}
