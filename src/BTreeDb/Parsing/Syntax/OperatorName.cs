namespace BTreeDb.Parsing.Syntax;

/// <summary>An operator, as a symbol (<c>+</c>) or written <c>OPERATOR(schema.+)</c>. <c>!=</c> is stored as <c>&lt;&gt;</c>.</summary>
internal sealed record OperatorName(int Position, string? Schema, string Symbol) : SyntaxNode(Position);
