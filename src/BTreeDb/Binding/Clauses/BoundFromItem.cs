using System.Collections.Immutable;
using BTreeDb.Binding.Names;
using BTreeDb.Binding.Queries;

namespace BTreeDb.Binding.Clauses;

/// <summary>One bound item of FROM.</summary>
/// <param name="Reference">The relation.</param>
/// <param name="Items">What names find in it; exactly one shows its columns without qualification.</param>
internal sealed record BoundFromItem(BoundTableReference Reference, ImmutableArray<ScopeItem> Items)
{
    /// <summary>The columns that it shows without qualification.</summary>
    public ImmutableArray<ScopeColumn> Columns
    {
        get
        {
            foreach (var item in Items)
            {
                if (item.ShowsColumns)
                    return item.Columns;
            }
            return [];
        }
    }
}
