using BTreeDb.Types;

namespace BTreeDb.Binding.Collations;

/// <summary>What is known of an expression's collation.</summary>
/// <param name="Collation">The collation; of a conflict, one of those that do not go together; null for what is no text.</param>
/// <param name="Strength">Where it comes from.</param>
internal readonly record struct CollationState(Collation? Collation, CollationStrength Strength)
{
    /// <summary>Of a conflict, the other one.</summary>
    public Collation? Other { get; init; }
}
