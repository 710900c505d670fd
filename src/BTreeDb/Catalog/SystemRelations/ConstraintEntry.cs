using System.Collections.Immutable;

namespace BTreeDb.Catalog.SystemRelations;

/// <summary>A constraint as <c>pg_constraint</c> lists it.</summary>
/// <param name="Oid">Its number.</param>
/// <param name="Name">Its name.</param>
/// <param name="Kind">PostgreSQL's letter: p primary key, u unique, c check, f foreign key.</param>
/// <param name="Table">Its table.</param>
/// <param name="Columns">Ordinals of the columns that it is over.</param>
internal sealed record ConstraintEntry(
    long Oid, string Name, char Kind, RelationEntry Table, ImmutableArray<int> Columns)
{
    /// <summary>The index that backs it.</summary>
    public RelationEntry? Index { get; init; }

    /// <summary>Whether stored rows are known to keep it.</summary>
    public bool IsValid { get; init; } = true;

    /// <summary>Whether it can be checked at the end of the transaction.</summary>
    public bool IsDeferrable { get; init; }

    /// <summary>Whether it is unless said otherwise.</summary>
    public bool IsDeferred { get; init; }

    /// <summary>The table that a foreign key refers to.</summary>
    public RelationEntry? Referenced { get; init; }

    /// <summary>Ordinals of the columns that a foreign key refers to.</summary>
    public ImmutableArray<int> ReferencedColumns { get; init; } = [];

    /// <summary>ON UPDATE: a no action, r restrict, c cascade, n set null, d set default.</summary>
    public char UpdateAction { get; init; } = 'a';

    /// <summary>ON DELETE, as <see cref="UpdateAction"/>.</summary>
    public char DeleteAction { get; init; } = 'a';

    /// <summary>MATCH: s simple, f full.</summary>
    public char MatchKind { get; init; } = 's';

    /// <summary>The CHECK constraint.</summary>
    public CheckConstraintSchema? Check { get; init; }
}
