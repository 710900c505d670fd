namespace BTreeDb.Parsing.Syntax.Expressions;

/// <summary>One end of a frame; only PRECEDING and FOLLOWING with an offset carry an expression.</summary>
internal sealed record FrameBound(int Position, FrameBoundKind Kind, Expression? Offset) : SyntaxNode(Position);
