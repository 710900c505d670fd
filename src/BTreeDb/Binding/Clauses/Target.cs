using BTreeDb.Binding.Expressions;

namespace BTreeDb.Binding.Clauses;

/// <summary>An output column while its SELECT is being bound.</summary>
internal sealed class Target(ColumnId id, string name, BoundExpression expression)
{
    public ColumnId Id { get; } = id;
    public string Name { get; } = name;

    /// <summary>What it shows; gets its final form once grouping is known.</summary>
    public BoundExpression Expression { get; set; } = expression;
}
