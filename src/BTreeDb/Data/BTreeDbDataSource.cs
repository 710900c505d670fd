using System.Data.Common;

namespace BTreeDb.Data;

/// <summary>
/// Hands out connections to one database. A connection is cheap while another one to the same file is open, for they share
/// one engine, so there is no pool; but the last one that closes closes the file, too. Who opens and closes often keeps one
/// connection open meanwhile.
/// </summary>
public sealed class BTreeDbDataSource : DbDataSource
{
    private readonly string _connectionString;

    /// <summary>Creates a source of connections.</summary>
    /// <param name="connectionString">See <see cref="BTreeDbConnectionStringBuilder"/>.</param>
    public BTreeDbDataSource(string connectionString) =>
        // Parsed at once, so that a misspelt keyword shows here and not at the first connection.
        _connectionString = new BTreeDbConnectionStringBuilder(connectionString).ConnectionString;

    /// <inheritdoc/>
    public override string ConnectionString => _connectionString;

    /// <summary>Creates a connection that is not open yet.</summary>
    public new BTreeDbConnection CreateConnection() => new(_connectionString);

    /// <summary>Creates and opens a connection.</summary>
    public new BTreeDbConnection OpenConnection() => (BTreeDbConnection)base.OpenConnection();

    /// <inheritdoc/>
    protected override DbConnection CreateDbConnection() => CreateConnection();
}
