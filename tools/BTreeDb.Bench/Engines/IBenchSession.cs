namespace BTreeDb.Bench.Engines;

/// <summary>A session of one thread.</summary>
internal interface IBenchSession : IDisposable
{
    /// <summary>Runs statements that yield nothing.</summary>
    void Execute(string sql);

    /// <summary>Prepares a statement with parameters <c>$1</c>, <c>$2</c> in order.</summary>
    IBenchStatement Prepare(string sql, params ReadOnlySpan<ParameterKind> parameters);

    /// <summary>Starts a transaction.</summary>
    void Begin();

    /// <summary>Commits it.</summary>
    void Commit();
}
