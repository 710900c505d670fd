using System.Collections.Immutable;
using BTreeDb.Binding.Expressions;
using BTreeDb.Planning.Physical;

namespace BTreeDb.Planning.Access;

/// <summary>How far a key serves some conjuncts.</summary>
/// <param name="Condition">The part of the key to read, or null when nothing matched.</param>
/// <param name="Served">The conjuncts that the condition ensures.</param>
/// <param name="Residual">The conjuncts that must still be tested.</param>
/// <param name="PinsWholeKey">Every key column equals one value, or one of a list.</param>
/// <param name="RangeCount">The number of ranges: the product of the lengths of IN lists.</param>
internal sealed record KeyMatch(
    KeyCondition? Condition,
    ImmutableArray<BoundExpression> Served,
    ImmutableArray<BoundExpression> Residual,
    bool PinsWholeKey,
    double RangeCount);
