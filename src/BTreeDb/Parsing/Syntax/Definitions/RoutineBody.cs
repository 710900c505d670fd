namespace BTreeDb.Parsing.Syntax.Definitions;

/// <summary>The body of a routine in SQL's own form: one RETURN, or statements between BEGIN ATOMIC and END.</summary>
internal sealed record RoutineBody(int Position, bool IsAtomic, SyntaxList<Statement> Statements) : SyntaxNode(Position);
