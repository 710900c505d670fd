namespace BTreeDb.Catalog;

/// <summary>A CHECK constraint; the expression is kept as canonical SQL and bound when a plan needs it.</summary>
internal sealed record CheckConstraintSchema(string Name, string ExpressionSql);
