using System.Collections.Immutable;

namespace BTreeDb.Execution.Kernels.Patterns;

/// <summary>A regular expression as a tree, in which nothing is said of what is preferred: what texts it matches.</summary>
internal abstract record RegexNode
{
    /// <summary>One character.</summary>
    public sealed record Set(CharacterSet Characters) : RegexNode;

    /// <summary>One after the other; the empty text if there is none.</summary>
    public sealed record Sequence(ImmutableArray<RegexNode> Items) : RegexNode;

    /// <summary>One of several.</summary>
    public sealed record Alternatives(ImmutableArray<RegexNode> Branches) : RegexNode;

    /// <summary>A number of times; a negative maximum is none.</summary>
    public sealed record Repeat(RegexNode Item, int Minimum, int Maximum) : RegexNode;

    /// <summary>The beginning or the end of the text.</summary>
    public sealed record Edge(bool IsEnd) : RegexNode;

    /// <summary>What does or does not stand before or behind a place.</summary>
    public sealed record Look(RegexNode Item, bool IsBehind, bool IsNegated) : RegexNode
    {
        /// <summary>The item, ready to run.</summary>
        public RegexProgram Program { get; } = new(Item);
    }
}
