using BTreeDb.Types;

namespace BTreeDb.Binding.Expressions;

/// <summary>An expression whose names are resolved and whose type is known; coercions are explicit nodes.</summary>
/// <param name="Type">The result's type.</param>
internal abstract record BoundExpression(SqlType Type)
{
    /// <summary>Where it stands in the statement text (zero-based UTF-16 index), or -1; no part of its identity.</summary>
    public int Position { get; init; } = -1;
}
