using BTreeDb.Parsing.Syntax.Expressions;

namespace BTreeDb.Parsing.Syntax.Queries;

/// <summary><c>CYCLE columns SET mark [TO value DEFAULT value] USING path</c>.</summary>
internal sealed record CycleClause(
    int Position,
    SyntaxList<Identifier> Columns,
    Identifier Mark,
    Expression? MarkValue,
    Expression? MarkDefault,
    Identifier Path) : SyntaxNode(Position);
