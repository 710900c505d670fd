namespace BTreeDb.Catalog;

/// <summary>A CHECK constraint; the expression is kept as canonical SQL and bound when a plan needs it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="ExpressionSql">The condition.</param>
/// <param name="IsValid">False after NOT VALID: stored rows may break it.</param>
internal sealed record CheckConstraintSchema(string Name, string ExpressionSql, bool IsValid = true)
{
    /// <summary>Whether NO INHERIT was said, which makes no difference without inheritance.</summary>
    public bool IsNoInherit { get; init; }
}
