namespace BTreeDb.Execution.Kernels.Patterns;

/// <summary>How the text of a part is divided among its children.</summary>
internal enum RegexPartKind
{
    /// <summary>Not at all: there are no groups in it.</summary>
    Plain,

    /// <summary>Between two, one behind the other.</summary>
    Pair,

    /// <summary>The first child that fits has it all.</summary>
    Alternatives,

    /// <summary>Among repetitions of one child.</summary>
    Iteration,

    /// <summary>It must be the text of a group.</summary>
    BackReference,

    /// <summary>A group around a group.</summary>
    Wrapper,
}
