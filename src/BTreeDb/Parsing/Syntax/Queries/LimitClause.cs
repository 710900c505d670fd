using BTreeDb.Parsing.Syntax.Expressions;

namespace BTreeDb.Parsing.Syntax.Queries;

/// <summary>LIMIT, OFFSET and FETCH FIRST; a null count means all rows.</summary>
internal sealed record LimitClause(int Position, Expression? Count, Expression? Offset, bool WithTies) : SyntaxNode(Position);
