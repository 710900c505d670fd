using BTreeDb.Types;

namespace BTreeDb.Catalog;

/// <summary>A column of a table as the catalog describes it.</summary>
/// <param name="Name">The column's name, folded as the dialect folds.</param>
/// <param name="Ordinal">Zero-based place among the table's columns; moves when an earlier column is dropped.</param>
/// <param name="Type">The declared type.</param>
/// <param name="IsNullable">False under NOT NULL or in a primary key.</param>
/// <param name="DefaultSql">The default or generation expression in canonical SQL, or null.</param>
/// <param name="AddedInVersion">The schema version of the table in which the column came.</param>
internal sealed record ColumnSchema(
    string Name, int Ordinal, SqlType Type, bool IsNullable, string? DefaultSql = null, int AddedInVersion = 1)
{
    /// <summary>The column's number, from 1, which it keeps for life; rows hold columns in this order.</summary>
    public int Number { get; init; } = Ordinal + 1;

    /// <summary>Where values come from.</summary>
    public ColumnGeneration Generation { get; init; }

    /// <summary>The sequence behind an identity column.</summary>
    public ObjectId IdentitySequence { get; init; }

    /// <summary>The collation that the column was declared with; null for the default.</summary>
    public string? Collation { get; init; }

    /// <summary>The value in rows that are older than the column.</summary>
    public Datum Missing { get; init; } = Datum.Null;

    /// <summary>Whether it is GENERATED AS IDENTITY.</summary>
    public bool IsIdentity => Generation is ColumnGeneration.IdentityAlways or ColumnGeneration.IdentityByDefault;

    /// <summary>Whether it is GENERATED ALWAYS AS (expression) STORED.</summary>
    public bool IsGenerated => Generation == ColumnGeneration.Stored;
}
