using BTreeDb.Parsing.Syntax.Expressions;

namespace BTreeDb.Parsing.Syntax.Queries;

/// <summary><c>VALUES (a, b), (c, d)</c>.</summary>
internal sealed record ValuesQuery(int Position, SyntaxList<SyntaxList<Expression>> Rows) : QueryBody(Position);
