using System.Data;
using System.Globalization;
using BTreeDb.Data;

namespace BTreeDb.Shell.Commands;

/// <summary>Prints what the database holds: lists, and one object with its columns, indexes and constraints.</summary>
internal sealed class SchemaPrinter(
    BTreeDbConnection connection, CatalogLists lists, TextWriter output, TextWriter errors)
{
    /// <summary>Describes one object, or lists all where no name is given.</summary>
    /// <returns>False when there is none of that name.</returns>
    public bool Describe(string name)
    {
        if (name.Length == 0)
            return lists.Relations("rvmS", "");

        name = Unquote(name);
        var tables = connection.GetSchema("Tables", [null, name]);
        if (tables.Rows.Count > 0)
        {
            foreach (DataRow row in tables.Rows)
                DescribeRelation(row);
            return true;
        }

        var indexes = connection.GetSchema("Indexes", [null, null, name]);
        foreach (DataRow row in indexes.Rows)
            output.WriteLine(IndexLine(row));
        if (indexes.Rows.Count > 0)
            return true;
        errors.WriteLine($"Did not find any relation named \"{name}\".");
        return false;
    }

    private void DescribeRelation(DataRow relation)
    {
        var schema = Text(relation, "table_schema");
        var name = Text(relation, "table_name");
        if (Text(relation, "table_type") == "VIEW")
        {
            DescribeView(schema, name);
            return;
        }

        var lines = new List<string[]>();
        foreach (DataRow row in connection.GetSchema("Columns", [schema, name]).Rows)
        {
            lines.Add(
            [
                Text(row, "column_name"), Text(row, "data_type"), (bool)row["is_nullable"] ? "" : "not null",
                Text(row, "column_default"),
            ]);
        }

        TextTable.Write(output, $"Table \"{schema}.{name}\"", ["Column", "Type", "Nullable", "Default"], lines, footer: false);
        DescribeIndexes(schema, name);
        DescribeConstraints("Check constraints:", schema, name, 'c');
        DescribeConstraints("Foreign-key constraints:", schema, name, 'f');
        output.WriteLine();
    }

    private void DescribeView(string schema, string name)
    {
        var lines = new List<string[]>();
        using (var command = connection.CreateCommand())
        {
            command.CommandType = CommandType.TableDirect;
            command.CommandText = name;
            using var reader = command.ExecuteReader(CommandBehavior.SchemaOnly);
            for (var i = 0; i < reader.FieldCount; i++)
                lines.Add([reader.GetName(i), reader.GetDataTypeName(i)]);
        }

        TextTable.Write(output, $"View \"{schema}.{name}\"", ["Column", "Type"], lines, footer: false);
        output.WriteLine("View definition:");
        foreach (DataRow row in connection.GetSchema("Views", [schema, name]).Rows)
            output.WriteLine($" {Text(row, "view_definition")};");
        output.WriteLine();
    }

    private void DescribeIndexes(string schema, string table)
    {
        var indexes = connection.GetSchema("Indexes", [schema, table]);
        if (indexes.Rows.Count == 0)
            return;
        output.WriteLine("Indexes:");
        foreach (DataRow row in indexes.Rows)
            output.WriteLine($"    {IndexLine(row)}");
    }

    private string IndexLine(DataRow index)
    {
        var kind = (bool)index["is_primary"] ? "PRIMARY KEY, " : (bool)index["is_unique"] ? "UNIQUE, " : "";
        var columns = connection.GetSchema(
            "IndexColumns", [Text(index, "table_schema"), Text(index, "table_name"), Text(index, "index_name")]);
        var names = new List<string>();
        foreach (DataRow row in columns.Rows)
            names.Add(KeyColumn(row));
        return $"\"{Text(index, "index_name")}\" {kind}btree ({string.Join(", ", names)})";
    }

    private static string KeyColumn(DataRow row)
    {
        var descending = (bool)row["is_descending"];
        var nullsFirst = (bool)row["nulls_first"];
        return Text(row, "column_name")
            + (descending ? " DESC" : "")
            + (descending == nullsFirst ? "" : nullsFirst ? " NULLS FIRST" : " NULLS LAST");
    }

    private void DescribeConstraints(string title, string schema, string table, char kind)
    {
        var lines = lists.Constraints(schema, table, kind);
        if (lines.Count == 0)
            return;
        output.WriteLine(title);
        foreach (var line in lines)
            output.WriteLine($"    {line}");
    }

    private static string Unquote(string name) =>
        name.Length >= 2 && name[0] == '"' && name[^1] == '"' ? name[1..^1] : name.ToLowerInvariant();

    private static string Text(DataRow row, string column) =>
        Convert.ToString(row[column], CultureInfo.InvariantCulture) ?? "";
}
