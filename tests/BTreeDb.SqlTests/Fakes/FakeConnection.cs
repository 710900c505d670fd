using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;

namespace BTreeDb.SqlTests.Fakes;

/// <summary>A connection of <see cref="FakeFactory"/>.</summary>
internal sealed class FakeConnection(FakeFactory factory) : DbConnection
{
    /// <inheritdoc/>
    [AllowNull]
    public override string ConnectionString { get; set; } = "";

    /// <inheritdoc/>
    public override string Database => "";

    /// <inheritdoc/>
    public override string DataSource => "";

    /// <inheritdoc/>
    public override string ServerVersion => "";

    /// <inheritdoc/>
    public override ConnectionState State => ConnectionState.Open;

    /// <inheritdoc/>
    public override void Open() => factory.Log.Add("open");

    /// <inheritdoc/>
    public override void Close() => factory.Log.Add("close");

    /// <inheritdoc/>
    public override void ChangeDatabase(string databaseName) => throw new NotSupportedException();

    /// <inheritdoc/>
    protected override DbTransaction BeginDbTransaction(IsolationLevel isolationLevel) => throw new NotSupportedException();

    /// <inheritdoc/>
    protected override DbCommand CreateDbCommand() => new FakeCommand(factory);

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
            Close();
        base.Dispose(disposing);
    }
}
