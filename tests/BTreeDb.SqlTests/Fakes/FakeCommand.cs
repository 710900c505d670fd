using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;

namespace BTreeDb.SqlTests.Fakes;

/// <summary>A command of <see cref="FakeFactory"/>.</summary>
internal sealed class FakeCommand(FakeFactory factory) : DbCommand
{
    /// <inheritdoc/>
    [AllowNull]
    public override string CommandText { get; set; } = "";

    /// <inheritdoc/>
    public override int CommandTimeout { get; set; }

    /// <inheritdoc/>
    public override CommandType CommandType { get; set; }

    /// <inheritdoc/>
    public override bool DesignTimeVisible { get; set; }

    /// <inheritdoc/>
    public override UpdateRowSource UpdatedRowSource { get; set; }

    /// <inheritdoc/>
    protected override DbConnection? DbConnection { get; set; }

    /// <inheritdoc/>
    protected override DbParameterCollection DbParameterCollection => throw new NotSupportedException();

    /// <inheritdoc/>
    protected override DbTransaction? DbTransaction { get; set; }

    /// <inheritdoc/>
    public override void Cancel()
    {
        // Nothing of the fake runs long.
    }

    /// <inheritdoc/>
    public override int ExecuteNonQuery() => Answer() is int count ? count : -1;

    /// <inheritdoc/>
    public override object? ExecuteScalar() => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Prepare()
    {
        // Nothing to prepare.
    }

    /// <inheritdoc/>
    protected override DbParameter CreateDbParameter() => throw new NotSupportedException();

    /// <inheritdoc/>
    protected override DbDataReader ExecuteDbDataReader(CommandBehavior behavior)
    {
        var rows = (string?[][])Answer();
        var table = new DataTable();
        for (var i = 0; i < (rows.Length == 0 ? 1 : rows[0].Length); i++)
            table.Columns.Add($"c{i}", typeof(string));
        foreach (var row in rows)
            table.Rows.Add(row);
        return table.CreateDataReader();
    }

    private object Answer()
    {
        factory.Log.Add(CommandText);
        return factory.Answers.TryGetValue(CommandText, out var answer) ? answer() : -1;
    }
}
