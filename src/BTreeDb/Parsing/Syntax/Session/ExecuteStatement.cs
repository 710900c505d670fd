using BTreeDb.Parsing.Syntax.Expressions;

namespace BTreeDb.Parsing.Syntax.Session;

/// <summary>EXECUTE of a prepared statement.</summary>
internal sealed record ExecuteStatement(int Position, string Name, SyntaxList<Expression> Arguments) : Statement(Position);
