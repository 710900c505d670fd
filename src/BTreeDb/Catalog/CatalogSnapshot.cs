using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace BTreeDb.Catalog;

/// <summary>One immutable state of all schema objects.</summary>
internal sealed class CatalogSnapshot : ICatalogView
{
    /// <inheritdoc/>
    public ulong Version => throw new NotSupportedException();

    /// <summary>All tables, ordered by name.</summary>
    public ImmutableArray<TableSchema> Tables => throw new NotSupportedException();

    /// <summary>All views, ordered by name.</summary>
    public ImmutableArray<ViewSchema> Views => throw new NotSupportedException();

    /// <inheritdoc/>
    public bool TryGetTable(string? schema, string name, [NotNullWhen(true)] out TableSchema? table) =>
        throw new NotSupportedException();

    /// <inheritdoc/>
    public bool TryGetView(string? schema, string name, [NotNullWhen(true)] out ViewSchema? view) =>
        throw new NotSupportedException();

    /// <inheritdoc/>
    public bool TryGetIndex(string? schema, string name, [NotNullWhen(true)] out IndexSchema? index) =>
        throw new NotSupportedException();

    /// <inheritdoc/>
    public double EstimateRowCount(ObjectId table) => throw new NotSupportedException();
}
