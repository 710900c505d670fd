using System.Collections.Immutable;

namespace BTreeDb.Binding.Queries;

/// <summary>Rows that whoever runs the statement hands in (<see cref="RowInputRelation"/>).</summary>
internal sealed record BoundRowInput(ImmutableArray<BoundColumnDefinition> Columns) : BoundTableReference(Columns);
