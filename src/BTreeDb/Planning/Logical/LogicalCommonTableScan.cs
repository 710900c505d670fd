using System.Collections.Immutable;
using BTreeDb.Binding;

namespace BTreeDb.Planning.Logical;

/// <summary>The rows of a common table; its columns correspond to those of the table's plan by place.</summary>
internal sealed record LogicalCommonTableScan(
    SharedTable Table, string Alias, ImmutableArray<BoundColumnDefinition> Output) : LogicalOperator
{
    /// <inheritdoc/>
    public override ImmutableArray<BoundColumnDefinition> Columns => Output;
}
