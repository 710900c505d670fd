using BTreeDb.Parsing.Syntax.Expressions;

namespace BTreeDb.Parsing.Syntax.Changes;

/// <summary><c>WHEN [NOT] MATCHED [AND condition] THEN action</c>.</summary>
internal sealed record MergeClause(int Position, bool Matched, Expression? Condition, MergeAction Action) : SyntaxNode(Position);
