namespace BTreeDb.Binding.Expressions;

/// <summary>An expression to order by, of a window or of an aggregate's input.</summary>
internal sealed record BoundOrdering(BoundExpression Expression, bool Descending, bool NullsFirst);
