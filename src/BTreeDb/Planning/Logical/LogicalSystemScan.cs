using System.Collections.Immutable;
using BTreeDb.Binding;
using BTreeDb.Catalog;

namespace BTreeDb.Planning.Logical;

/// <summary>The rows of a system relation.</summary>
internal sealed record LogicalSystemScan(
    SystemTableSchema Table, string Alias, ImmutableArray<BoundColumnDefinition> Output) : LogicalOperator
{
    /// <inheritdoc/>
    public override ImmutableArray<BoundColumnDefinition> Columns => Output;
}
