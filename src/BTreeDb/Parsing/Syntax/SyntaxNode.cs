namespace BTreeDb.Parsing.Syntax;

/// <summary>
/// A piece of the syntax tree. Nodes are immutable and compare by structure; where a node stood in the text takes no
/// part in that, so that a printed and reparsed tree equals the first one.
/// </summary>
/// <param name="Position">Zero-based UTF-16 index of the node's token that an error about it should point at.</param>
internal abstract record SyntaxNode(int Position)
{
    /// <summary>True when the other node is of the same kind; derived records add their own members.</summary>
    public virtual bool Equals(SyntaxNode? other) => other is not null && EqualityContract == other.EqualityContract;

    /// <inheritdoc/>
    public override int GetHashCode() => EqualityContract.GetHashCode();
}
