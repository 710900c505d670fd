using BTreeDb.Binding.Expressions;

namespace BTreeDb.Planning.Physical;

/// <summary>One end of a range of the key column after the pinned ones.</summary>
internal sealed record KeyLimit(BoundExpression Value, bool IsInclusive);
