namespace BTreeDb.Diagnostics;

/// <summary>
/// An error that ends a statement, raised inside the engine. The provider turns it into the one exception type that
/// users see. Messages follow PostgreSQL: lower case, no full stop. Raised through named factories, one per condition,
/// so that a message exists once.
/// </summary>
internal sealed class EngineException : Exception
{
    /// <summary>Creates the error for a condition.</summary>
    /// <param name="sqlState">Five characters, one of <see cref="SqlState"/>.</param>
    /// <param name="message">The primary message.</param>
    /// <param name="inner">What caused it, if anything did.</param>
    public EngineException(string sqlState, string message, Exception? inner = null)
        : base(message, inner) => SqlState = sqlState;

    /// <summary>The SQLSTATE code.</summary>
    public string SqlState { get; }

    /// <summary>A second sentence with particulars, or null.</summary>
    public string? Detail { get; init; }

    /// <summary>Advice, or null.</summary>
    public string? Hint { get; init; }

    /// <summary>Where in its input a statement was, such as the line of a file; or null.</summary>
    public string? Context { get; init; }

    /// <summary>Where in the statement text the error lies, as a zero-based UTF-16 index; negative when unknown.</summary>
    public int Position { get; init; } = -1;

    /// <summary>The schema concerned, or null.</summary>
    public string? SchemaName { get; init; }

    /// <summary>The table concerned, or null.</summary>
    public string? TableName { get; init; }

    /// <summary>The column concerned, or null.</summary>
    public string? ColumnName { get; init; }

    /// <summary>The data type concerned, or null.</summary>
    public string? DataTypeName { get; init; }

    /// <summary>The constraint concerned, or null.</summary>
    public string? ConstraintName { get; init; }

    /// <summary>Returns this error with a position, unless it already has one.</summary>
    public EngineException At(int position) => Position >= 0 || position < 0 ? this : Copy(position);

    /// <summary>Returns this error without its position, which meant a text that the user did not write.</summary>
    public EngineException WithoutPosition() => Position < 0 ? this : Copy(-1);

    /// <summary>Returns this error with the place in the input where it came from.</summary>
    public EngineException In(string context) => Copy(Position, context);

    private EngineException Copy(int position) => Copy(position, Context);

    private EngineException Copy(int position, string? context) => new(SqlState, Message, InnerException)
    {
        Context = context,
        Detail = Detail,
        Hint = Hint,
        Position = position,
        SchemaName = SchemaName,
        TableName = TableName,
        ColumnName = ColumnName,
        DataTypeName = DataTypeName,
        ConstraintName = ConstraintName,
    };
}
