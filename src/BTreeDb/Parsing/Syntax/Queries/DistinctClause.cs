using BTreeDb.Parsing.Syntax.Expressions;

namespace BTreeDb.Parsing.Syntax.Queries;

/// <summary><c>DISTINCT</c>, or <c>DISTINCT ON (...)</c> when there are expressions.</summary>
internal sealed record DistinctClause(int Position, SyntaxList<Expression> On) : SyntaxNode(Position);
