using BTreeDb.Diagnostics;
using BTreeDb.Engine;

namespace BTreeDb.Simulation.Torture;

/// <summary>
/// A session and what it should see: its snapshot, or with read committed what is committed, with its own changes on
/// top. Changes are functions of models, so that they can be repeated on what is committed by the time of the commit.
/// </summary>
internal sealed class TortureSession(TortureWorld world, Session session, int number)
{
    private readonly List<Func<TortureModel, TortureModel>> _changes = [];
    private readonly Stack<(string Name, int Changes)> _savepoints = new();
    private TortureModel _snapshot = TortureModel.Empty;
    private bool _isReadCommitted;

    /// <summary>Its place among the sessions.</summary>
    public int Number => number;

    /// <summary>Whether it is in a transaction block.</summary>
    public bool IsInBlock { get; private set; }

    /// <summary>Whether the block has changed the schema.</summary>
    public bool HasDefined { get; private set; }

    /// <summary>What it should see now.</summary>
    public TortureModel View
    {
        get
        {
            var view = IsInBlock && !_isReadCommitted ? _snapshot : world.Committed;
            foreach (var change in _changes)
                view = change(view);
            return view;
        }
    }

    /// <summary>Begins a block.</summary>
    public void Begin(bool readCommitted)
    {
        TortureDatabase.Run(session, readCommitted ? "BEGIN ISOLATION LEVEL READ COMMITTED" : "BEGIN ISOLATION LEVEL REPEATABLE READ");
        // The snapshot is taken by the first statement.
        TortureDatabase.Run(session, "SELECT 1");
        IsInBlock = true;
        _isReadCommitted = readCommitted;
        _snapshot = world.Committed;
    }

    /// <summary>Runs a statement whose effect is known, in the block or on its own.</summary>
    /// <param name="sql">The statement.</param>
    /// <param name="tag">The tag that it should have; null for any.</param>
    /// <param name="change">What it does; null for nothing.</param>
    /// <param name="defines">Whether it changes the schema.</param>
    public void Run(string sql, string? tag, Func<TortureModel, TortureModel>? change, bool defines = false)
    {
        if (!IsInBlock && change is not null)
            world.InDoubt = change(world.Committed);
        try
        {
            Expect(sql, tag, TortureDatabase.Run(session, sql));
        }
        catch (EngineException failure) when (!world.Disk.HasCrashed)
        {
            Fail(sql, failure);
            return;
        }

        if (change is null)
            return;
        if (IsInBlock)
        {
            _changes.Add(change);
            HasDefined |= defines;
            return;
        }

        world.Acknowledge();
    }

    /// <summary>Compares a table with what the session should see of it.</summary>
    public void Look(string table)
    {
        try
        {
            if (!TortureDatabase.ReadTable(session, table).HasRowsOf(View.Tables[table]))
                throw new TortureFailure($"session {number} sees other rows in {table} than it should");
        }
        catch (EngineException failure) when (!world.Disk.HasCrashed)
        {
            Fail($"SELECT from {table}", failure);
        }
    }

    /// <summary>Sets a savepoint.</summary>
    public void Save(string name)
    {
        TortureDatabase.Run(session, $"SAVEPOINT {name}");
        _savepoints.Push((name, _changes.Count));
    }

    /// <summary>Goes back to the last savepoint, if there is one.</summary>
    public void GoBack()
    {
        if (!_savepoints.TryPop(out var savepoint))
            return;
        TortureDatabase.Run(session, $"ROLLBACK TO {savepoint.Name}");
        _changes.RemoveRange(savepoint.Changes, _changes.Count - savepoint.Changes);
    }

    /// <summary>Ends the block.</summary>
    public void End(bool commits)
    {
        if (!commits)
        {
            TortureDatabase.Run(session, "ROLLBACK");
            Forget();
            return;
        }

        var made = world.Committed;
        foreach (var change in _changes)
            made = change(made);
        world.InDoubt = made;
        try
        {
            Expect("COMMIT", "COMMIT", TortureDatabase.Run(session, "COMMIT"));
        }
        catch (EngineException failure) when (!world.Disk.HasCrashed)
        {
            world.Judge("COMMIT", failure);
            throw new TortureEndOfLife(failure);
        }

        world.Acknowledge();
        Forget();
    }

    private void Expect(string sql, string? tag, string actual)
    {
        if (tag is not null && actual != tag)
            throw new TortureFailure($"session {number}: {Shorten(sql)} answered {actual} instead of {tag}");
    }

    /// <summary>An error ends the block; the run goes on unless the database has stopped.</summary>
    private void Fail(string sql, EngineException failure)
    {
        world.Judge(Shorten(sql), failure);
        if (world.IsPoisoned)
            throw new TortureEndOfLife(failure);
        world.InDoubt = null;
        if (IsInBlock)
            TortureDatabase.Run(session, "ROLLBACK");
        Forget();
    }

    private void Forget()
    {
        IsInBlock = false;
        HasDefined = false;
        _changes.Clear();
        _savepoints.Clear();
    }

    private static string Shorten(string sql) => sql.Length > 200 ? sql[..200] : sql;
}
