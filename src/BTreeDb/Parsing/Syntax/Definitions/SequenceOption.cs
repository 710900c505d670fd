using BTreeDb.Parsing.Syntax.Expressions;

namespace BTreeDb.Parsing.Syntax.Definitions;

/// <summary>An option of a sequence; which of the three values is set depends on the kind, none for NO and plain words.</summary>
internal sealed record SequenceOption(
    int Position,
    SequenceOptionKind Kind,
    Expression? Value,
    TypeName? Type,
    QualifiedName? Name) : SyntaxNode(Position);
