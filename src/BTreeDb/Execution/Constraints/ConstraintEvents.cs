using BTreeDb.Catalog;

namespace BTreeDb.Execution.Constraints;

/// <summary>
/// What the constraints of a statement's tables have to look at when the statement, or the transaction, is done: filled by
/// the observers of the rows that it writes, emptied by the engine.
/// </summary>
internal sealed class ConstraintEvents
{
    private readonly Queue<ReferencedKeys> _referenced = new();
    private readonly Dictionary<(ObjectId Key, bool IsDelete), ReferencedKeys> _open = [];
    private List<ReferencingRow> _referencing = [];
    private List<PossibleDuplicate> _duplicates = [];

    /// <summary>Whether there is nothing to do.</summary>
    public bool IsEmpty => _referenced.Count == 0 && _referencing.Count == 0 && _duplicates.Count == 0;

    /// <summary>The list that takes keys which a foreign key may still refer to.</summary>
    public ReferencedKeys Open(ForeignKeySchema key, TableSchema referenced, bool isDelete)
    {
        if (_open.TryGetValue((key.Id, isDelete), out var known) && !known.IsTaken)
            return known;
        var keys = new ReferencedKeys(key, referenced, isDelete);
        _open[(key.Id, isDelete)] = keys;
        _referenced.Enqueue(keys);
        return keys;
    }

    /// <summary>Notes a row whose key was not found.</summary>
    public void Add(ReferencingRow row) => _referencing.Add(row);

    /// <summary>Notes a key that several rows have.</summary>
    public void Add(PossibleDuplicate duplicate) => _duplicates.Add(duplicate);

    /// <summary>Takes all keys that several rows had.</summary>
    public List<PossibleDuplicate> TakeDuplicates()
    {
        var taken = _duplicates;
        _duplicates = [];
        return taken;
    }

    /// <summary>Takes the next list of keys; what comes later for the same foreign key goes to a new one.</summary>
    public ReferencedKeys? TakeReferenced()
    {
        if (!_referenced.TryDequeue(out var keys))
            return null;
        keys.IsTaken = true;
        return keys;
    }

    /// <summary>Takes all rows whose key was not found.</summary>
    public List<ReferencingRow> TakeReferencing()
    {
        var taken = _referencing;
        _referencing = [];
        return taken;
    }

    /// <summary>Forgets everything: a statement begins.</summary>
    public void Clear()
    {
        if (IsEmpty && _open.Count == 0)
            return;
        _referenced.Clear();
        _referencing.Clear();
        _duplicates.Clear();
        _open.Clear();
    }
}
