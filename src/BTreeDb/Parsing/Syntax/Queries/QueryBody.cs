namespace BTreeDb.Parsing.Syntax.Queries;

/// <summary>What a query consists of without WITH, ORDER BY, LIMIT and FOR UPDATE.</summary>
internal abstract record QueryBody(int Position) : SyntaxNode(Position);
