using BTreeDb.Binding.Expressions;

namespace BTreeDb.Binding.Queries;

/// <summary>An expression that gets a column of its own.</summary>
internal sealed record BoundProjection(BoundColumnDefinition Column, BoundExpression Expression);
