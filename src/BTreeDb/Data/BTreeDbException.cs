using System.Data.Common;
using System.Text;
using BTreeDb.Diagnostics;

namespace BTreeDb.Data;

/// <summary>
/// The error of a statement. <see cref="Exception.Message"/> is PostgreSQL's primary message; what caught code should
/// look at is <see cref="SqlState"/>.
/// </summary>
public sealed class BTreeDbException : DbException
{
    private readonly string _sqlState;

    /// <summary>Creates an error with a code of one's own, as tests of error handling need it.</summary>
    /// <param name="message">The primary message.</param>
    /// <param name="sqlState">Five characters, see PostgreSQL's appendix "Error Codes".</param>
    /// <param name="innerException">What caused it, if anything did.</param>
    public BTreeDbException(string message, string sqlState, Exception? innerException = null)
        : base(message, innerException)
    {
        ArgumentNullException.ThrowIfNull(sqlState);
        _sqlState = sqlState;
    }

    internal BTreeDbException(EngineException error)
        : base(error.Message, error)
    {
        _sqlState = error.SqlState;
        Detail = error.Detail;
        Hint = error.Hint;
        Context = error.Context;
        Position = error.Position + 1;
        SchemaName = error.SchemaName;
        TableName = error.TableName;
        ColumnName = error.ColumnName;
        DataTypeName = error.DataTypeName;
        ConstraintName = error.ConstraintName;
    }

    /// <inheritdoc/>
    public override string SqlState => _sqlState;

    /// <summary>
    /// Whether the same work may succeed when it is done again: a serialization failure, a deadlock, a lock that was not
    /// available. A transaction is repeated as a whole.
    /// </summary>
    public override bool IsTransient => _sqlState is
        Diagnostics.SqlState.SerializationFailure
        or Diagnostics.SqlState.DeadlockDetected
        or Diagnostics.SqlState.LockNotAvailable;

    /// <summary>A second message with particulars, or null.</summary>
    public string? Detail { get; }

    /// <summary>Advice what to do about it, or null.</summary>
    public string? Hint { get; }

    /// <summary>Where in its input the command was, as <c>COPY t, line 3, column a: "x"</c>; or null.</summary>
    public string? Context { get; }

    /// <summary>Where the error lies in the command's text, as a one-based character; 0 when that is not known.</summary>
    public int Position { get; }

    /// <summary>The schema concerned, or null.</summary>
    public string? SchemaName { get; }

    /// <summary>The table concerned, or null.</summary>
    public string? TableName { get; }

    /// <summary>The column concerned, or null.</summary>
    public string? ColumnName { get; }

    /// <summary>The data type concerned, or null.</summary>
    public string? DataTypeName { get; }

    /// <summary>The constraint concerned, or null.</summary>
    public string? ConstraintName { get; }

    /// <inheritdoc/>
    public override string ToString()
    {
        var text = new StringBuilder().Append(_sqlState).Append(": ").Append(Message);
        Append(text, "DETAIL", Detail);
        Append(text, "HINT", Hint);
        Append(text, "CONTEXT", Context);
        if (Position > 0)
            Append(text, "POSITION", Position.ToString(System.Globalization.CultureInfo.InvariantCulture));
        return text.AppendLine().Append(base.ToString()).ToString();
    }

    private static void Append(StringBuilder text, string title, string? value)
    {
        if (value is not null)
            text.AppendLine().Append(title).Append(": ").Append(value);
    }
}
