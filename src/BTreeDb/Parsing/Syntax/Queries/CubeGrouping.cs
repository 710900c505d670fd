using BTreeDb.Parsing.Syntax.Expressions;

namespace BTreeDb.Parsing.Syntax.Queries;

/// <summary><c>CUBE (...)</c>.</summary>
internal sealed record CubeGrouping(int Position, SyntaxList<Expression> Keys) : GroupingItem(Position);
