namespace BTreeDb.Parsing.Syntax.Expressions;

/// <summary>The frame of a window; without BETWEEN there is no end, which means the current row.</summary>
internal sealed record WindowFrame(
    int Position,
    FrameUnit Unit,
    FrameBound Start,
    FrameBound? End,
    FrameExclusion Exclusion) : SyntaxNode(Position);
