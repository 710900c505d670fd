using BTreeDb.Primitives;
using BTreeDb.Trees;

namespace BTreeDb.Transactions;

/// <summary>
/// Inserts many records into a tree. As long as they come in ascending order behind all others they wait until they fill a
/// leaf, which then is made at once; all others go the way of any insert. What waits is in the tree only after
/// <see cref="Flush"/>. Used by one thread, for one transaction after the other.
/// </summary>
internal sealed class TreeAppender
{
    /// <summary>After an insert elsewhere so many follow before the end of the tree is looked at again; grows.</summary>
    private const int FirstPause = 8;
    private const int PauseMax = 4096;

    private readonly LeafRun _run;
    private readonly VersionedTree _tree;
    private Transaction? _transaction;
    private byte[] _duplicate = [];
    private bool _isBuilding;
    private int _room;
    private int _pause;
    private int _nextPause;

    /// <summary>An appender for a tree.</summary>
    public TreeAppender(VersionedTree tree)
    {
        _tree = tree;
        _run = new LeafRun(tree.PageSize);
    }

    /// <summary>The key that could not be inserted.</summary>
    public ReadOnlySpan<byte> DuplicateKey => _duplicate;

    /// <summary>Starts inserting within a transaction.</summary>
    public void Begin(Transaction transaction)
    {
        _transaction = transaction;
        Forget();
    }

    /// <summary>Forgets what waits.</summary>
    public void Forget()
    {
        _isBuilding = false;
        _run.Begin([]);
        _room = 0;
        _pause = 0;
        _nextPause = FirstPause;
    }

    /// <summary>
    /// Inserts a record, now or later. A duplicate is named by <see cref="DuplicateKey"/>: this key, or one that waited and
    /// that somebody else has inserted meanwhile.
    /// </summary>
    public InsertOutcome Insert(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value)
    {
        if (_isBuilding)
            return Build(key, value);
        var size = key.Length + value.Length + Slot.Size + SlottedPage.StampSize;
        if (_room >= size)
        {
            _room -= size;
            return InsertNow(key, value);
        }

        if (_pause > 0)
        {
            _pause--;
            return InsertNow(key, value);
        }

        if (!_tree.FitsInline(key.Length, value.Length))
            return InsertNow(key, value);
        if (!_tree.TryBeginRun(key, value.Length, _run, out _room))
        {
            _pause = _nextPause;
            _nextPause = Math.Min(_nextPause * 2, PauseMax);
            return InsertNow(key, value);
        }

        _nextPause = FirstPause;
        if (_room > 0)
        {
            _room -= size;
            return InsertNow(key, value);
        }

        _isBuilding = true;
        _run.Add(key, value);
        return InsertOutcome.Inserted;
    }

    /// <summary>Inserts what waits. A duplicate is named by <see cref="DuplicateKey"/>.</summary>
    public InsertOutcome Flush()
    {
        var outcome = InsertOutcome.Inserted;
        if (_isBuilding && _run.Count > 0)
        {
            if (!_run.FitsLastLeaf && _tree.TryAppendLeaf(_transaction!, _run))
                _run.Advance();
            if (!_run.FitsLastLeaf || !_tree.TryFillLastLeaf(_transaction!, _run))
                outcome = InsertWaiting();
        }

        _isBuilding = false;
        _run.Begin([]);
        return outcome;
    }

    private InsertOutcome Build(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value)
    {
        var order = key.SequenceCompareTo(_run.Key(_run.Count - 1));
        if (order == 0)
            return Duplicate(key);
        if (order < 0 || !_tree.FitsInline(key.Length, value.Length))
        {
            var flushed = Flush();
            return flushed == InsertOutcome.Inserted ? InsertNow(key, value) : flushed;
        }

        if (!_run.Add(key, value))
            return InsertOutcome.Inserted;
        if (_tree.TryAppendLeaf(_transaction!, _run))
        {
            _run.Advance();
            return InsertOutcome.Inserted;
        }

        // Somebody else inserts there, too.
        _isBuilding = false;
        return InsertWaiting();
    }

    private InsertOutcome InsertWaiting()
    {
        for (var i = 0; i < _run.Count; i++)
        {
            if (InsertNow(_run.Key(i), _run.Value(i)) != InsertOutcome.Inserted)
                return InsertOutcome.DuplicateKey;
        }

        _run.Begin([]);
        return InsertOutcome.Inserted;
    }

    private InsertOutcome InsertNow(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value) =>
        _tree.Insert(_transaction!, key, value) == InsertOutcome.Inserted ? InsertOutcome.Inserted : Duplicate(key);

    private InsertOutcome Duplicate(ReadOnlySpan<byte> key)
    {
        _duplicate = key.ToArray();
        return InsertOutcome.DuplicateKey;
    }
}
