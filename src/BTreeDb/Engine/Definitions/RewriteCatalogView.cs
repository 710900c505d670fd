using System.Diagnostics.CodeAnalysis;
using BTreeDb.Catalog;
using BTreeDb.Types;

namespace BTreeDb.Engine.Definitions;

/// <summary>A catalog that also has a table as it was and as it will be, under names that no user can give.</summary>
internal sealed class RewriteCatalogView(ICatalogView catalog, TableSchema before, TableSchema after) : ICatalogView
{
    /// <summary>The schema of the two.</summary>
    public const string Schema = "pg_rewrite";

    /// <summary>The table with its rows.</summary>
    public const string Before = "before";

    /// <summary>The table that gets them.</summary>
    public const string After = "after";

    /// <inheritdoc/>
    public ulong Version => catalog.Version;

    /// <inheritdoc/>
    public bool TryGetTable(string? schema, string name, [NotNullWhen(true)] out TableSchema? table)
    {
        if (schema != Schema)
            return catalog.TryGetTable(schema, name, out table);
        table = name == Before ? before : after;
        return true;
    }

    /// <inheritdoc/>
    public bool TryGetView(string? schema, string name, [NotNullWhen(true)] out ViewSchema? view) =>
        catalog.TryGetView(schema, name, out view);

    /// <inheritdoc/>
    public bool TryGetIndex(string? schema, string name, [NotNullWhen(true)] out IndexSchema? index) =>
        catalog.TryGetIndex(schema, name, out index);

    /// <inheritdoc/>
    public bool TryGetSequence(string? schema, string name, [NotNullWhen(true)] out SequenceSchema? sequence) =>
        catalog.TryGetSequence(schema, name, out sequence);

    /// <inheritdoc/>
    public bool TryGetType(string? schema, string name, [NotNullWhen(true)] out UserType? type) =>
        catalog.TryGetType(schema, name, out type);

    /// <inheritdoc/>
    public bool TryGetCollation(string? schema, string name, [NotNullWhen(true)] out Collation? collation) =>
        catalog.TryGetCollation(schema, name, out collation);

    /// <inheritdoc/>
    public bool HasSchema(string name) => catalog.HasSchema(name);

    /// <inheritdoc/>
    public double EstimateRowCount(ObjectId table) => catalog.EstimateRowCount(table);

    /// <inheritdoc/>
    public double EstimateResidentShare(double bytes) => catalog.EstimateResidentShare(bytes);
}
