using BTreeDb.Parsing.Syntax.Expressions;

namespace BTreeDb.Parsing.Syntax.Queries;

/// <summary><c>ROLLUP (...)</c>.</summary>
internal sealed record RollupGrouping(int Position, SyntaxList<Expression> Keys) : GroupingItem(Position);
