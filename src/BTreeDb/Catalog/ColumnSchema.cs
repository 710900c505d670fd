using BTreeDb.Types;

namespace BTreeDb.Catalog;

/// <summary>A column of a table as the catalog describes it.</summary>
/// <param name="Name">The column's name, folded as the dialect folds.</param>
/// <param name="Ordinal">Zero-based place in the table.</param>
/// <param name="Type">The declared type.</param>
/// <param name="IsNullable">False under NOT NULL or in a primary key.</param>
/// <param name="DefaultSql">The default expression in canonical SQL, or null.</param>
/// <param name="AddedInVersion">The schema version of the table in which the column came.</param>
internal sealed record ColumnSchema(
    string Name, int Ordinal, SqlType Type, bool IsNullable, string? DefaultSql = null, int AddedInVersion = 1);
