using System.Numerics;

namespace BTreeDb.Planning.Joins;

/// <summary>A set of relations of one join set, as bits.</summary>
internal readonly record struct RelationSet(UInt128 Bits)
{
    /// <summary>The most relations that fit.</summary>
    public const int Capacity = 128;

    /// <summary>The number of relations in the set.</summary>
    public int Count => (int)UInt128.PopCount(Bits);

    public bool IsEmpty => Bits == UInt128.Zero;

    /// <summary>The set of one relation.</summary>
    public static RelationSet Of(int relation) => new(UInt128.One << relation);

    public static RelationSet operator |(RelationSet left, RelationSet right) => new(left.Bits | right.Bits);

    /// <summary>The set without one relation.</summary>
    public RelationSet Without(int relation) => new(Bits & ~(UInt128.One << relation));

    public bool Contains(int relation) => (Bits >> relation & UInt128.One) != UInt128.Zero;

    public bool Overlaps(RelationSet other) => (Bits & other.Bits) != UInt128.Zero;

    public bool IsSubsetOf(RelationSet other) => (Bits & ~other.Bits) == UInt128.Zero;
}
