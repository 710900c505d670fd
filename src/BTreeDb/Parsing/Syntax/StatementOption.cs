using BTreeDb.Parsing.Syntax.Expressions;

namespace BTreeDb.Parsing.Syntax;

/// <summary>
/// A <c>name value</c> or <c>name = value</c> pair in an option list (EXPLAIN, COPY, WITH). Words are stored as string
/// literals, <c>*</c> as <see cref="AllColumns"/>, a list as a row constructor; null means the bare name.
/// </summary>
internal sealed record StatementOption(int Position, string Name, Expression? Value) : SyntaxNode(Position);
