using System.Data.Common;

namespace BTreeDb.Data;

/// <summary>Creates the provider's objects for code that knows only <see cref="DbProviderFactory"/>.</summary>
public sealed class BTreeDbFactory : DbProviderFactory
{
    /// <summary>The one instance, under the name by which ADO.NET looks for it.</summary>
    public static readonly BTreeDbFactory Instance = new();

    private BTreeDbFactory()
    {
    }

    /// <inheritdoc/>
    public override bool CanCreateBatch => false;

    /// <inheritdoc/>
    public override bool CanCreateCommandBuilder => false;

    /// <inheritdoc/>
    public override bool CanCreateDataAdapter => false;

    /// <inheritdoc/>
    public override DbConnection CreateConnection() => new BTreeDbConnection();

    /// <inheritdoc/>
    public override DbCommand CreateCommand() => new BTreeDbCommand();

    /// <inheritdoc/>
    public override DbParameter CreateParameter() => new BTreeDbParameter();

    /// <inheritdoc/>
    public override DbConnectionStringBuilder CreateConnectionStringBuilder() => new BTreeDbConnectionStringBuilder();

    /// <inheritdoc/>
    public override DbDataSource CreateDataSource(string connectionString) => new BTreeDbDataSource(connectionString);
}
