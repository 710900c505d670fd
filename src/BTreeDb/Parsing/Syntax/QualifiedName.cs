namespace BTreeDb.Parsing.Syntax;

/// <summary>A possibly schema-qualified name; the last part names the object.</summary>
internal sealed record QualifiedName(int Position, SyntaxList<string> Parts) : SyntaxNode(Position)
{
    /// <summary>The object's own name, the last part.</summary>
    public string Name => Parts[^1];

    /// <summary>The schema, or null when the name has one part.</summary>
    public string? Schema => Parts.Count > 1 ? Parts[^2] : null;

    /// <summary>The database, or null when the name has fewer than three parts.</summary>
    public string? Catalog => Parts.Count > 2 ? Parts[^3] : null;
}
