namespace BTreeDb.SqlTest.Scripts;

/// <summary>A line of a script that the format does not know. A script is refused as a whole, not read by halves.</summary>
internal sealed class ScriptSyntaxException(int line, string message) : Exception($"line {line}: {message}")
{
    /// <summary>The one-based line.</summary>
    public int Line { get; } = line;
}
