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
    private readonly List<int> _savepoints = [];
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
        Execute(readCommitted ? "BEGIN ISOLATION LEVEL READ COMMITTED" : "BEGIN ISOLATION LEVEL REPEATABLE READ");
        // The snapshot is taken by the first statement.
        Execute("SELECT 1");
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
            Expect(sql, tag, Execute(sql));
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
    public void Save()
    {
        var name = $"s{_savepoints.Count}";
        Execute($"SAVEPOINT {name}");
        _savepoints.Add(_changes.Count);
    }

    /// <summary>Goes back to a savepoint, if there is one; those after it are gone.</summary>
    public void GoBack(Random random)
    {
        if (_savepoints.Count == 0)
            return;
        var at = random.Next(_savepoints.Count);
        Execute($"ROLLBACK TO s{at}");
        _changes.RemoveRange(_savepoints[at], _changes.Count - _savepoints[at]);
        _savepoints.RemoveRange(at + 1, _savepoints.Count - at - 1);
    }

    /// <summary>Releases a savepoint and those after it.</summary>
    public void Release(Random random)
    {
        if (_savepoints.Count == 0)
            return;
        var at = random.Next(_savepoints.Count);
        Execute($"RELEASE s{at}");
        _savepoints.RemoveRange(at, _savepoints.Count - at);
    }

    /// <summary>Ends the block.</summary>
    public void End(bool commits)
    {
        if (!commits)
        {
            Execute("ROLLBACK");
            Forget();
            return;
        }

        var made = world.Committed;
        foreach (var change in _changes)
            made = change(made);
        world.InDoubt = made;
        try
        {
            Expect("COMMIT", "COMMIT", Execute("COMMIT"));
        }
        catch (EngineException failure) when (!world.Disk.HasCrashed)
        {
            world.Judge("COMMIT", failure);
            throw new TortureEndOfLife(failure);
        }

        world.Acknowledge();
        Forget();
    }

    private string Execute(string sql)
    {
        world.Database.Tell($"{number}: {sql}");
        return TortureDatabase.Run(session, sql);
    }

    private void Expect(string sql, string? tag, string actual)
    {
        if (tag is not null && actual != tag)
            throw new TortureFailure($"session {number}: {Shorten(sql)} answered {actual} instead of {tag}");
    }

    /// <summary>An error ends the block; the run goes on unless the database has stopped.</summary>
    private void Fail(string sql, EngineException failure)
    {
        world.Database.Tell($"{number}: {failure.SqlState} {failure.Message}");
        world.Judge(Shorten(sql), failure);
        if (world.IsPoisoned)
            throw new TortureEndOfLife(failure);
        world.InDoubt = null;
        if (IsInBlock)
            Execute("ROLLBACK");
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
