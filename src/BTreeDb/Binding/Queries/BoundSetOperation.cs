using System.Collections.Immutable;

namespace BTreeDb.Binding.Queries;

/// <summary>A set operation; both sides already have the result's types.</summary>
internal sealed record BoundSetOperation(
    SetOperationKind Kind, bool IsAll, BoundQuery Left, BoundQuery Right, ImmutableArray<BoundColumnDefinition> Columns)
    : BoundQuery(Columns);
