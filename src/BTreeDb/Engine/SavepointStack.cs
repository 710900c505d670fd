namespace BTreeDb.Engine;

/// <summary>The savepoints of a transaction block, one inside the other.</summary>
internal sealed class SavepointStack
{
    private readonly List<Savepoint> _savepoints = [];

    /// <summary>The innermost one, to which a statement that fails returns; null when there is none.</summary>
    public Savepoint? Innermost => _savepoints.Count == 0 ? null : _savepoints[^1];

    /// <summary>Adds one inside all others.</summary>
    public void Push(Savepoint savepoint) => _savepoints.Add(savepoint);

    /// <summary>Forgets those inside of the named one, and returns that.</summary>
    /// <exception cref="Diagnostics.EngineException">3B001: there is none of that name.</exception>
    public Savepoint CutTo(string name)
    {
        var place = Find(name);
        _savepoints.RemoveRange(place + 1, _savepoints.Count - place - 1);
        return _savepoints[place];
    }

    /// <summary>Forgets the named one and those inside of it.</summary>
    /// <exception cref="Diagnostics.EngineException">3B001: there is none of that name.</exception>
    public void Release(string name)
    {
        var place = Find(name);
        _savepoints.RemoveRange(place, _savepoints.Count - place);
    }

    /// <summary>Forgets all.</summary>
    public void Clear() => _savepoints.Clear();

    private int Find(string name)
    {
        var place = _savepoints.FindLastIndex(savepoint => savepoint.Name == name);
        return place >= 0 ? place : throw SessionErrors.SavepointMissing(name);
    }
}
