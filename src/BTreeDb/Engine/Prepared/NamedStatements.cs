namespace BTreeDb.Engine.Prepared;

/// <summary>The statements that a session has named. They outlive transactions, whether these commit or not.</summary>
internal sealed class NamedStatements
{
    private readonly SortedDictionary<string, NamedStatement> _byName = new(StringComparer.Ordinal);

    /// <summary>All of them, by name.</summary>
    public IEnumerable<NamedStatement> All => _byName.Values;

    /// <summary>Raises 42P05 for a name that is taken.</summary>
    public void EnsureFree(string name)
    {
        if (_byName.ContainsKey(name))
            throw PreparationErrors.AlreadyExists(name);
    }

    /// <summary>Adds a statement.</summary>
    public void Add(NamedStatement statement)
    {
        EnsureFree(statement.Name);
        _byName.Add(statement.Name, statement);
    }

    /// <summary>Finds a statement; 26000 when there is none.</summary>
    public NamedStatement Find(string name) =>
        _byName.TryGetValue(name, out var statement) ? statement : throw PreparationErrors.Missing(name);

    /// <summary>DEALLOCATE; null means all.</summary>
    public void Remove(string? name)
    {
        if (name is not null)
        {
            Find(name).Statement.Discard();
            _byName.Remove(name);
            return;
        }

        foreach (var statement in _byName.Values)
            statement.Statement.Discard();
        _byName.Clear();
    }
}
