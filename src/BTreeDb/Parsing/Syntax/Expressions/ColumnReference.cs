namespace BTreeDb.Parsing.Syntax.Expressions;

/// <summary>A dotted name: a column, a qualified column, or a whole row; the binder decides.</summary>
internal sealed record ColumnReference(int Position, SyntaxList<string> Parts) : Expression(Position);
