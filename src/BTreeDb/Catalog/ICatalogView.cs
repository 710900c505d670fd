using System.Diagnostics.CodeAnalysis;
using BTreeDb.Types;

namespace BTreeDb.Catalog;

/// <summary>What the binder and planner may ask of a catalog: one consistent, immutable state of all schema objects.</summary>
internal interface ICatalogView
{
    /// <summary>Changes whenever any schema object does; plans are cached under it.</summary>
    ulong Version { get; }

    /// <summary>Finds a table by name; <paramref name="schema"/> null means along the search path.</summary>
    bool TryGetTable(string? schema, string name, [NotNullWhen(true)] out TableSchema? table);

    /// <summary>Finds a view by name; <paramref name="schema"/> null means along the search path.</summary>
    bool TryGetView(string? schema, string name, [NotNullWhen(true)] out ViewSchema? view);

    /// <summary>Finds an index by name; <paramref name="schema"/> null means along the search path.</summary>
    bool TryGetIndex(string? schema, string name, [NotNullWhen(true)] out IndexSchema? index);

    /// <summary>Finds a sequence by name; <paramref name="schema"/> null means along the search path.</summary>
    bool TryGetSequence(string? schema, string name, [NotNullWhen(true)] out SequenceSchema? sequence)
    {
        sequence = null;
        return false;
    }

    /// <summary>Finds an enum or domain by name; <paramref name="schema"/> null means along the search path.</summary>
    bool TryGetType(string? schema, string name, [NotNullWhen(true)] out UserType? type)
    {
        type = null;
        return false;
    }

    /// <summary>
    /// Finds a collation by name, or by its code; <paramref name="schema"/> null means <c>pg_catalog</c> and then along the
    /// search path.
    /// </summary>
    bool TryGetCollation(string? schema, string name, [NotNullWhen(true)] out Collation? collation)
    {
        collation = null;
        return schema is null or "pg_catalog" && Collation.TryFind(name, out collation);
    }

    /// <summary>
    /// The routines of a name, those of schemas earlier in the search path first; <paramref name="schema"/> null means all
    /// along it.
    /// </summary>
    System.Collections.Immutable.ImmutableArray<RoutineSchema> FindRoutines(string? schema, string name) => [];

    /// <summary>Finds a relation by its id.</summary>
    bool TryGetTable(ObjectId id, [NotNullWhen(true)] out TableSchema? table)
    {
        table = null;
        return false;
    }

    /// <summary>Tells that a statement uses a routine that it found.</summary>
    void NoteUse(RoutineSchema routine)
    {
    }

    /// <summary>Whether there is a schema of this name.</summary>
    bool HasSchema(string name) => name == "public";

    /// <summary>
    /// Finds a relation of the system catalog; <paramref name="schema"/> null means <c>pg_catalog</c>, whose names come
    /// before those of the search path.
    /// </summary>
    bool TryGetSystemTable(string? schema, string name, [NotNullWhen(true)] out SystemTableSchema? table)
    {
        table = null;
        return false;
    }

    /// <summary>The planner's row-count estimate of a table.</summary>
    double EstimateRowCount(ObjectId table);

    /// <summary>The share of so many bytes of a table that is likely to be in memory.</summary>
    double EstimateResidentShare(double bytes) => 1;

    /// <summary>What is known of the values of a table's column; null where nothing is.</summary>
    ColumnStatistics? FindStatistics(TableSchema table, int ordinal) => null;
}
