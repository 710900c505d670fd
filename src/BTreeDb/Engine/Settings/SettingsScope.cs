namespace BTreeDb.Engine.Settings;

/// <summary>
/// A session's settings as they follow its transactions: SET inside a block is undone by a rollback, SET LOCAL also by the
/// commit.
/// </summary>
internal sealed class SettingsScope(SessionSettings initial)
{
    private readonly SessionSettings _initial = initial;
    private readonly SortedSet<string> _custom = new(StringComparer.OrdinalIgnoreCase);
    private SessionSettings _beforeTransaction = initial;
    private SessionSettings _afterCommit = initial;

    /// <summary>The settings that apply now.</summary>
    public SessionSettings Current { get; private set; } = initial;

    /// <summary>The settings that the session began with.</summary>
    public SessionSettings Initial => _initial;

    /// <summary>Whether there is a setting of this name.</summary>
    public bool Knows(string name) => KnownSettings.TryFind(name) is not null || _custom.Contains(name);

    /// <summary>The value of a setting as it is shown; 42704 when there is none.</summary>
    public string Show(string name)
    {
        if (KnownSettings.TryFind(name) is { } setting)
            return setting.Show(Current);
        return _custom.Contains(name)
            ? Current.Others.GetValueOrDefault(name, "")
            : throw SettingErrors.Unknown(name);
    }

    /// <summary>Sets a value; null means the session's initial one. A name with a dot is the user's own.</summary>
    /// <param name="name">The setting.</param>
    /// <param name="value">The value, or null.</param>
    /// <param name="isLocal">Until the end of the transaction only.</param>
    public void Set(string name, string? value, bool isLocal)
    {
        if (KnownSettings.TryFind(name) is null && name.Contains('.', StringComparison.Ordinal))
        {
            SetCustom(name, value, isLocal);
            return;
        }

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

    /// <summary>A name once used stays known, whatever becomes of its value.</summary>
    private void SetCustom(string name, string? value, bool isLocal)
    {
        foreach (var part in name.Split('.'))
        {
            if (part.Length == 0 || !(char.IsAsciiLetter(part[0]) || part[0] == '_' || part[0] > 127))
                throw SettingErrors.InvalidName(name);
        }

        _custom.Add(name);
        Current = Current with { Others = Current.Others.SetItem(name, value ?? "") };
        if (!isLocal)
            _afterCommit = _afterCommit with { Others = _afterCommit.Others.SetItem(name, value ?? "") };
    }
}
