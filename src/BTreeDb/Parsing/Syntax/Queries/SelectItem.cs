using BTreeDb.Parsing.Syntax.Expressions;

namespace BTreeDb.Parsing.Syntax.Queries;

/// <summary>An output column; the alias is null when none was written.</summary>
internal sealed record SelectItem(int Position, Expression Value, string? Alias) : SyntaxNode(Position);
