namespace BTreeDb.Parsing.Syntax.Expressions;

/// <summary><c>(row).field</c>.</summary>
internal sealed record FieldSelection(int Position, Expression Operand, string Field) : Expression(Position);
