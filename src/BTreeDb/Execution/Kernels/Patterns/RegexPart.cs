namespace BTreeDb.Execution.Kernels.Patterns;

/// <summary>
/// A part of a regular expression for finding out which text each group has, once the text of the whole is known. The shape of
/// the tree and the preferences are those of PostgreSQL's <c>regcomp.c</c>, because they decide.
/// </summary>
internal sealed class RegexPart
{
    private RegexProgram? _program;

    public RegexPart(RegexPartKind kind, RegexNode node, RegexTraits traits, params RegexPart[] children)
    {
        Kind = kind;
        Node = node;
        Traits = traits;
        Children = [.. children];
    }

    public RegexPartKind Kind { get; }

    /// <summary>What the part matches.</summary>
    public RegexNode Node { get; }

    public RegexTraits Traits { get; set; }

    public List<RegexPart> Children { get; }

    /// <summary>The group that takes its text; 0 for none.</summary>
    public int Group { get; set; }

    /// <summary>Of a back reference, the group.</summary>
    public int Reference { get; init; }

    /// <summary>Of iterations and back references.</summary>
    public int Minimum { get; init; } = 1;

    /// <summary>Of iterations and back references; negative for none.</summary>
    public int Maximum { get; init; } = 1;

    /// <summary>Whether the shortest text is the best.</summary>
    public bool PrefersShort => (Traits & RegexTraits.Shorter) != 0;

    /// <summary>What the part matches, ready to run.</summary>
    public RegexProgram Program => _program ??= new RegexProgram(Node);
}
