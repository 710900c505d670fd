namespace BTreeDb.Parsing.Syntax.Expressions;

/// <summary>A quoted string with its escapes resolved. Its type is unknown until the context decides.</summary>
internal sealed record StringLiteral(int Position, string Value) : Expression(Position);
