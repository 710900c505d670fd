namespace BTreeDb.Engine.Cursors;

/// <summary>The open cursors of a session. Those whose block has ended or taken them back go when somebody looks.</summary>
internal sealed class CursorTable : IDisposable
{
    private readonly SortedDictionary<string, Cursor> _byName = new(StringComparer.Ordinal);

    /// <summary>All open ones, by name.</summary>
    public IEnumerable<Cursor> All
    {
        get
        {
            Sweep();
            return _byName.Values;
        }
    }

    /// <summary>Raises 42P03 for a name that is taken.</summary>
    public void EnsureFree(string name)
    {
        Sweep();
        if (_byName.ContainsKey(name))
            throw CursorErrors.AlreadyExists(name);
    }

    /// <summary>Adds a cursor.</summary>
    public void Add(Cursor cursor) => _byName.Add(cursor.Name, cursor);

    /// <summary>Finds a cursor; 34000 when there is none.</summary>
    public Cursor Find(string name)
    {
        Sweep();
        return _byName.TryGetValue(name, out var cursor) ? cursor : throw CursorErrors.Missing(name);
    }

    /// <summary>CLOSE; null means all.</summary>
    public void Close(string? name)
    {
        if (name is null)
            Dispose();
        else
            Remove(Find(name));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var cursor in _byName.Values)
            cursor.Dispose();
        _byName.Clear();
    }

    private void Remove(Cursor cursor)
    {
        cursor.Dispose();
        _byName.Remove(cursor.Name);
    }

    private void Sweep()
    {
        List<Cursor>? dead = null;
        foreach (var cursor in _byName.Values)
        {
            if (!cursor.IsAlive)
                (dead ??= []).Add(cursor);
        }

        foreach (var cursor in dead ?? [])
            Remove(cursor);
    }
}
