namespace BTreeDb.Parsing.Syntax;

/// <summary>Makes lists; also what the compiler calls for a collection expression.</summary>
internal static class SyntaxList
{
    /// <summary>A list of copies of the elements.</summary>
    public static SyntaxList<T> Create<T>(ReadOnlySpan<T> items) =>
        items.IsEmpty ? SyntaxList<T>.Empty : new SyntaxList<T>(items.ToArray());
}
