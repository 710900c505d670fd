using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using BTreeDb.Catalog;
using BTreeDb.Types;

namespace BTreeDb.Engine.Definitions;

/// <summary>Remembers the relations and types that were found in a catalog: what a view's query depends on.</summary>
internal sealed class RecordingCatalogView(ICatalogView catalog) : ICatalogView
{
    private readonly List<ObjectId> _found = [];

    /// <summary>The objects found, each once.</summary>
    public ImmutableArray<ObjectId> Found => [.. _found];

    /// <inheritdoc/>
    public ulong Version => catalog.Version;

    /// <inheritdoc/>
    public bool TryGetTable(string? schema, string name, [NotNullWhen(true)] out TableSchema? table)
    {
        if (!catalog.TryGetTable(schema, name, out table))
            return false;
        Add(table.Id);
        return true;
    }

    /// <inheritdoc/>
    public bool TryGetView(string? schema, string name, [NotNullWhen(true)] out ViewSchema? view)
    {
        if (!catalog.TryGetView(schema, name, out view))
            return false;
        Add(view.Id);
        return true;
    }

    /// <inheritdoc/>
    public bool TryGetIndex(string? schema, string name, [NotNullWhen(true)] out IndexSchema? index) =>
        catalog.TryGetIndex(schema, name, out index);

    /// <inheritdoc/>
    public bool TryGetSequence(string? schema, string name, [NotNullWhen(true)] out SequenceSchema? sequence)
    {
        if (!catalog.TryGetSequence(schema, name, out sequence))
            return false;
        Add(sequence.Id);
        return true;
    }

    /// <inheritdoc/>
    public bool TryGetType(string? schema, string name, [NotNullWhen(true)] out UserType? type)
    {
        if (!catalog.TryGetType(schema, name, out type))
            return false;
        Add(new(type.Id));
        return true;
    }

    /// <inheritdoc/>
    public bool TryGetCollation(string? schema, string name, [NotNullWhen(true)] out Collation? collation)
    {
        if (!catalog.TryGetCollation(schema, name, out collation))
            return false;
        if (collation.Id > 0)
            Add(new(collation.Id));
        return true;
    }

    /// <inheritdoc/>
    public ImmutableArray<RoutineSchema> FindRoutines(string? schema, string name) => catalog.FindRoutines(schema, name);

    /// <inheritdoc/>
    public bool TryGetTable(ObjectId id, [NotNullWhen(true)] out TableSchema? table)
    {
        if (!catalog.TryGetTable(id, out table))
            return false;
        Add(id);
        return true;
    }

    /// <inheritdoc/>
    public void NoteUse(RoutineSchema routine) => Add(routine.Id);

    /// <inheritdoc/>
    public bool HasSchema(string name) => catalog.HasSchema(name);

    /// <inheritdoc/>
    public bool TryGetSystemTable(string? schema, string name, [NotNullWhen(true)] out SystemTableSchema? table) =>
        catalog.TryGetSystemTable(schema, name, out table);

    /// <inheritdoc/>
    public double EstimateRowCount(ObjectId table) => catalog.EstimateRowCount(table);

    /// <inheritdoc/>
    public double EstimateResidentShare(double bytes) => catalog.EstimateResidentShare(bytes);

    /// <inheritdoc/>
    public ColumnStatistics? FindStatistics(TableSchema table, int ordinal) => catalog.FindStatistics(table, ordinal);

    private void Add(ObjectId id)
    {
        if (!_found.Contains(id))
            _found.Add(id);
    }
}
