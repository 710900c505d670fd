namespace BTreeDb.Shell.Editing;

/// <summary>Where the lines come from: an editor on a terminal, or a text.</summary>
internal interface ILineSource
{
    /// <summary>The name and line for error messages; empty on a terminal.</summary>
    string Name { get; }

    /// <summary>Reads a line.</summary>
    /// <param name="isContinuation">Whether a statement has begun and not ended.</param>
    /// <returns>Null at the end.</returns>
    string? ReadLine(bool isContinuation);

    /// <summary>A statement is complete: worth keeping in the history.</summary>
    void Remember(string statement);
}
