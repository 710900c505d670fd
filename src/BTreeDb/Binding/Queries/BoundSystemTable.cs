using System.Collections.Immutable;
using BTreeDb.Catalog;

namespace BTreeDb.Binding.Queries;

/// <summary>A relation of the system catalog, whose rows are computed.</summary>
internal sealed record BoundSystemTable(
    SystemTableSchema Table, string Alias, ImmutableArray<BoundColumnDefinition> Columns) : BoundTableReference(Columns);
