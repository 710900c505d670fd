namespace BTreeDb.Parsing.Syntax.Expressions;

/// <summary>An argument, possibly named (<c>name =&gt; value</c>) or the array of VARIADIC.</summary>
internal sealed record FunctionArgument(int Position, string? Name, Expression Value, bool IsVariadic) : SyntaxNode(Position);
