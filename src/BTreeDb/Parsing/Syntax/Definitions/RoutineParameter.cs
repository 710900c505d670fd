using BTreeDb.Parsing.Syntax.Expressions;

namespace BTreeDb.Parsing.Syntax.Definitions;

/// <summary>A parameter of a routine as written; the name may be missing.</summary>
internal sealed record RoutineParameter(
    int Position,
    RoutineParameterMode Mode,
    string? Name,
    TypeName Type,
    bool IsSet,
    Expression? Default) : SyntaxNode(Position);
