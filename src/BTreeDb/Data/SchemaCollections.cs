using System.Data;
using System.Data.Common;
using System.Globalization;
using BTreeDb.Catalog;
using BTreeDb.Types;

namespace BTreeDb.Data;

/// <summary>The tables that <see cref="DbConnection.GetSchema(string)"/> hands out, made from a catalog snapshot.</summary>
internal static class SchemaCollections
{
    /// <summary>The collection of all collections.</summary>
    public const string MetaDataCollections = "MetaDataCollections";

    private const string Tables = "Tables";
    private const string Views = "Views";
    private const string Columns = "Columns";
    private const string Indexes = "Indexes";
    private const string IndexColumns = "IndexColumns";
    private const string Constraints = "Constraints";

    /// <summary>Makes a collection.</summary>
    /// <param name="catalog">The schema objects.</param>
    /// <param name="name">The collection's name.</param>
    /// <param name="restrictions">Values that the first columns must have; null = any.</param>
    public static DataTable Read(CatalogSnapshot catalog, string name, string?[] restrictions)
    {
        var table = name.ToUpperInvariant() switch
        {
            "METADATACOLLECTIONS" => ReadCollections(),
            "TABLES" => ReadTables(catalog),
            "VIEWS" => ReadViews(catalog),
            "COLUMNS" => ReadColumns(catalog),
            "INDEXES" => ReadIndexes(catalog),
            "INDEXCOLUMNS" => ReadIndexColumns(catalog),
            "CONSTRAINTS" => ReadConstraints(catalog),
            _ => throw new ArgumentException($"There is no schema collection '{name}'.", nameof(name)),
        };
        Restrict(table, restrictions);
        return table;
    }

    private static DataTable ReadCollections()
    {
        var table = Create(
            MetaDataCollections,
            ("CollectionName", typeof(string)), ("NumberOfRestrictions", typeof(int)),
            ("NumberOfIdentifierParts", typeof(int)));
        table.Rows.Add(MetaDataCollections, 0, 0);
        table.Rows.Add(Tables, 2, 2);
        table.Rows.Add(Views, 2, 2);
        table.Rows.Add(Columns, 3, 3);
        table.Rows.Add(Indexes, 3, 3);
        table.Rows.Add(IndexColumns, 3, 3);
        table.Rows.Add(Constraints, 3, 3);
        return table;
    }

    private static DataTable ReadTables(CatalogSnapshot catalog)
    {
        var table = Create(
            Tables, ("table_schema", typeof(string)), ("table_name", typeof(string)), ("table_type", typeof(string)));
        foreach (var schema in catalog.Tables)
            table.Rows.Add(schema.SchemaName, schema.Name, "BASE TABLE");
        foreach (var view in catalog.Views)
            table.Rows.Add(view.SchemaName, view.Name, "VIEW");
        return table;
    }

    private static DataTable ReadViews(CatalogSnapshot catalog)
    {
        var table = Create(
            Views, ("table_schema", typeof(string)), ("table_name", typeof(string)), ("view_definition", typeof(string)));
        foreach (var view in catalog.Views)
            table.Rows.Add(view.SchemaName, view.Name, view.QuerySql);
        return table;
    }

    private static DataTable ReadColumns(CatalogSnapshot catalog)
    {
        var table = Create(
            Columns,
            ("table_schema", typeof(string)), ("table_name", typeof(string)), ("column_name", typeof(string)),
            ("ordinal_position", typeof(int)), ("data_type", typeof(string)), ("is_nullable", typeof(bool)),
            ("column_default", typeof(string)));
        foreach (var schema in catalog.Tables)
        {
            foreach (var column in schema.Columns)
            {
                table.Rows.Add(
                    schema.SchemaName, schema.Name, column.Name, column.Ordinal + 1, TypeNames.Of(column.Type),
                    column.IsNullable, column.DefaultSql);
            }
        }

        return table;
    }

    private static DataTable ReadIndexes(CatalogSnapshot catalog)
    {
        var table = Create(
            Indexes,
            ("table_schema", typeof(string)), ("table_name", typeof(string)), ("index_name", typeof(string)),
            ("is_unique", typeof(bool)), ("is_primary", typeof(bool)));
        foreach (var schema in catalog.Tables)
        {
            if (!schema.HasHiddenRowId)
                table.Rows.Add(schema.SchemaName, schema.Name, schema.PrimaryKeyName, true, true);
            foreach (var index in schema.Indexes)
                table.Rows.Add(schema.SchemaName, schema.Name, index.Name, index.IsUnique, index.IsPrimary);
        }

        return table;
    }

    private static DataTable ReadIndexColumns(CatalogSnapshot catalog)
    {
        var table = Create(
            IndexColumns,
            ("table_schema", typeof(string)), ("table_name", typeof(string)), ("index_name", typeof(string)),
            ("ordinal_position", typeof(int)), ("column_name", typeof(string)), ("is_descending", typeof(bool)),
            ("nulls_first", typeof(bool)));
        foreach (var schema in catalog.Tables)
        {
            AddIndexColumns(table, schema, schema.PrimaryKeyName, schema.PrimaryKey.AsSpan());
            foreach (var index in schema.Indexes)
                AddIndexColumns(table, schema, index.Name, index.Columns.AsSpan());
        }

        return table;
    }

    private static void AddIndexColumns(
        DataTable table, TableSchema schema, string? index, ReadOnlySpan<IndexColumn> columns)
    {
        for (var i = 0; i < columns.Length; i++)
        {
            table.Rows.Add(
                schema.SchemaName, schema.Name, index, i + 1, columns[i].Expression?.Sql ?? schema.Columns[columns[i].Ordinal].Name,
                columns[i].Descending, columns[i].NullsFirst);
        }
    }

    private static DataTable ReadConstraints(CatalogSnapshot catalog)
    {
        var table = Create(
            Constraints,
            ("table_schema", typeof(string)), ("table_name", typeof(string)), ("constraint_name", typeof(string)),
            ("constraint_type", typeof(string)), ("definition", typeof(string)));
        foreach (var schema in catalog.Tables)
        {
            if (!schema.HasHiddenRowId)
                table.Rows.Add(schema.SchemaName, schema.Name, schema.PrimaryKeyName, "PRIMARY KEY", null);
            foreach (var index in schema.Indexes)
            {
                if (index.BacksConstraint)
                    table.Rows.Add(schema.SchemaName, schema.Name, index.Name, index.IsPrimary ? "PRIMARY KEY" : "UNIQUE", null);
            }

            foreach (var check in schema.Checks)
                table.Rows.Add(schema.SchemaName, schema.Name, check.Name, "CHECK", check.ExpressionSql);
        }

        return table;
    }

    private static DataTable Create(string name, params ReadOnlySpan<(string Name, Type Type)> columns)
    {
        var table = new DataTable(name) { Locale = CultureInfo.InvariantCulture };
        foreach (var (column, type) in columns)
            table.Columns.Add(column, type);
        return table;
    }

    private static void Restrict(DataTable table, string?[] restrictions)
    {
        for (var row = table.Rows.Count - 1; row >= 0; row--)
        {
            if (!Fits(table.Rows[row], restrictions))
                table.Rows.RemoveAt(row);
        }
    }

    private static bool Fits(DataRow row, string?[] restrictions)
    {
        for (var i = 0; i < restrictions.Length; i++)
        {
            if (restrictions[i] is { } wanted && !string.Equals(row[i] as string, wanted, StringComparison.Ordinal))
                return false;
        }

        return true;
    }
}
