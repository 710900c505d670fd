using BTreeDb.Data;

namespace BTreeDb.Bench.Engines;

/// <summary>A connection.</summary>
internal sealed class BTreeDbSession : IBenchSession
{
    private readonly BTreeDbConnection _connection;
    private BTreeDbTransaction? _transaction;

    public BTreeDbSession(string connectionString)
    {
        _connection = new(connectionString);
        _connection.Open();
    }

    // The workloads' texts are constants of this program.
#pragma warning disable CA2100
    /// <inheritdoc/>
    public void Execute(string sql)
    {
        using var command = new BTreeDbCommand(sql, _connection);
        command.ExecuteNonQuery();
    }

    /// <inheritdoc/>
    public IBenchStatement Prepare(string sql, params ReadOnlySpan<ParameterKind> parameters) =>
        new BTreeDbStatement(new(sql, _connection), parameters);
#pragma warning restore CA2100

    /// <inheritdoc/>
    public void Begin() => _transaction = _connection.BeginTransaction();

    /// <inheritdoc/>
    public void Commit()
    {
        _transaction!.Commit();
        _transaction = null;
    }

    /// <inheritdoc/>
    public void Dispose() => _connection.Dispose();
}
