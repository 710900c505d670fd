namespace BTreeDb.Parsing.Syntax.Expressions;

/// <summary><c>*</c>, or <c>t.*</c> when there is a qualifier.</summary>
internal sealed record AllColumns(int Position, SyntaxList<string> Qualifier) : Expression(Position);
