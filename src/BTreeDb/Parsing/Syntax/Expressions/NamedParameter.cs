namespace BTreeDb.Parsing.Syntax.Expressions;

/// <summary><c>@name</c> or <c>:name</c>; the name is kept as written, without its mark.</summary>
internal sealed record NamedParameter(int Position, string Name) : Expression(Position);
