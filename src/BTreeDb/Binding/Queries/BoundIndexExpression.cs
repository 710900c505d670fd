using BTreeDb.Binding.Expressions;
using BTreeDb.Catalog;

namespace BTreeDb.Binding.Queries;

/// <summary>An expression that an index of a table in FROM is over, or the condition of a partial index.</summary>
/// <param name="Index">The index whose condition it is; no id for an expression.</param>
/// <param name="Ordinal">The number of the expression (<see cref="IndexColumn.Ordinal"/>); meaningless for a condition.</param>
/// <param name="Value">The expression.</param>
internal sealed record BoundIndexExpression(ObjectId Index, int Ordinal, BoundExpression Value);
