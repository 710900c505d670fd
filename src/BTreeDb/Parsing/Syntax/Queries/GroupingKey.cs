using BTreeDb.Parsing.Syntax.Expressions;

namespace BTreeDb.Parsing.Syntax.Queries;

/// <summary>An expression to group by; in a grouping set a row constructor stands for its fields.</summary>
internal sealed record GroupingKey(int Position, Expression Key) : GroupingItem(Position);
