namespace BTreeDb.Bench.Engines;

/// <summary>A prepared statement. The interface costs all engines the same few nanoseconds a call.</summary>
internal interface IBenchStatement : IDisposable
{
    /// <summary>Columns of the open query.</summary>
    int ColumnCount { get; }

    /// <summary>Sets an integer parameter, counted from zero.</summary>
    void Bind(int index, long value);

    /// <summary>Sets a floating-point parameter.</summary>
    void Bind(int index, double value);

    /// <summary>Sets a text parameter.</summary>
    void Bind(int index, string value);

    /// <summary>Runs a statement that yields no rows.</summary>
    void Run();

    /// <summary>Starts a query.</summary>
    void Open();

    /// <summary>Goes to the next row.</summary>
    bool Read();

    /// <summary>An integer of the row.</summary>
    long GetInt64(int column);

    /// <summary>A floating-point number of the row.</summary>
    double GetDouble(int column);

    /// <summary>
    /// The length of a text, which is fetched as the engine's users fetch it: a .NET string here, a pointer in C.
    /// </summary>
    int GetTextLength(int column);

    /// <summary>A value of any type as text; null for NULL.</summary>
    string? GetText(int column);

    /// <summary>Ends the query.</summary>
    void Close();
}
