using System.Collections.Immutable;
using BTreeDb.Binding.Queries;

namespace BTreeDb.Binding.Names;

/// <summary>A recursive common table while it is being bound, as its own query refers to it.</summary>
/// <param name="work">The rows of the round before.</param>
/// <param name="isDistinct">Whether rows that came before are dropped.</param>
internal sealed class BoundRecursionTerm(WorkTableId work, bool isDistinct)
{
    /// <summary>UNION without ALL.</summary>
    public bool IsDistinct { get; } = isDistinct;

    public WorkTableId Work { get; } = work;

    /// <summary>Its columns, known once the first part is bound.</summary>
    public ImmutableArray<BoundColumnDefinition> Columns { get; set; } = [];

    /// <summary>How often the query has referred to it.</summary>
    public int ReferenceCount { get; set; }
}
