using BTreeDb.Parsing.Syntax.Expressions;

namespace BTreeDb.Parsing.Syntax.Session;

/// <summary>CALL of a procedure.</summary>
internal sealed record CallStatement(int Position, FunctionCall Call) : Statement(Position);
