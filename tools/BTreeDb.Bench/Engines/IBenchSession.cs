namespace BTreeDb.Bench.Engines;

/// <summary>A session of one thread.</summary>
internal interface IBenchSession : IDisposable
{
    /// <summary>Runs statements that yield nothing.</summary>
    void Execute(string sql);

    /// <summary>Prepares a statement with parameters <c>$1</c>, <c>$2</c> in order.</summary>
    IBenchStatement Prepare(string sql, params ReadOnlySpan<ParameterKind> parameters);

    /// <summary>Starts a transaction that writes.</summary>
    void Begin();

    /// <summary>Starts a transaction that only reads.</summary>
    void BeginRead();

    /// <summary>Commits it.</summary>
    void Commit();

    /// <summary>Undoes it.</summary>
    void Rollback();

    /// <summary>Loads rows into a table the fastest way that the engine's users have, in one transaction.</summary>
    void BulkLoad(string table, BulkColumn[] columns, IEnumerable<string[]> rows);
}
