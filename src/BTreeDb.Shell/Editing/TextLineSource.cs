namespace BTreeDb.Shell.Editing;

/// <summary>The lines of a script or of standard input.</summary>
internal sealed class TextLineSource(TextReader reader, string name) : ILineSource
{
    /// <inheritdoc/>
    public string Name => name;

    /// <inheritdoc/>
    public string? ReadLine(bool isContinuation) => reader.ReadLine();

    /// <inheritdoc/>
    public void Remember(string statement)
    {
        // A script is not typed by hand.
    }
}
