using System.Collections.Immutable;

namespace BTreeDb.Binding.Queries;

/// <summary>A recursive common table within its own query: the rows of the round before.</summary>
internal sealed record BoundWorkTable(WorkTableId Work, string Alias, ImmutableArray<BoundColumnDefinition> Columns)
    : BoundTableReference(Columns);
