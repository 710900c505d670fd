using BTreeDb.Parsing.Syntax.Expressions;

namespace BTreeDb.Parsing.Syntax.Queries;

/// <summary><c>TABLESAMPLE method (arguments) [REPEATABLE (seed)]</c>.</summary>
internal sealed record TableSample(
    int Position,
    QualifiedName Method,
    SyntaxList<Expression> Arguments,
    Expression? Repeatable) : SyntaxNode(Position);
