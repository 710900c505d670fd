using BTreeDb.Data;

namespace BTreeDb.Shell.Commands;

/// <summary>The lists of <c>\d</c> and its kin that are queries over the system catalog.</summary>
internal sealed class CatalogLists(BTreeDbConnection connection, TextWriter output)
{
    private const string UserSchemas = "n.nspname not in ('pg_catalog', 'information_schema')";

    /// <summary>Lists relations of some kinds, PostgreSQL's letters: r, v, m, S, i.</summary>
    public bool Relations(string kinds, string pattern)
    {
        var letters = new List<string>();
        foreach (var kind in kinds)
            letters.Add($"'{kind}'");
        return List("List of relations", ["Schema", "Name", "Type", "Owner"], $"""
            select n.nspname, c.relname,
                case c.relkind when 'r' then 'table' when 'v' then 'view' when 'm' then 'materialized view'
                    when 'S' then 'sequence' else 'index' end,
                pg_get_userbyid(c.relowner)
            from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where c.relkind in ({string.Join(", ", letters)}) and {UserSchemas} and {Like("n.nspname", "c.relname", pattern)}
            order by 1, 2
            """);
    }

    /// <summary>Lists indexes with their tables.</summary>
    public bool Indexes(string pattern) => List("List of relations", ["Schema", "Name", "Type", "Owner", "Table"], $"""
        select n.nspname, c.relname, 'index', pg_get_userbyid(c.relowner), t.relname
        from pg_index i join pg_class c on c.oid = i.indexrelid join pg_class t on t.oid = i.indrelid
            join pg_namespace n on n.oid = c.relnamespace
        where {UserSchemas} and {Like("n.nspname", "c.relname", pattern)}
        order by 1, 2
        """);

    /// <summary>Lists schemas.</summary>
    public bool Schemas(string pattern) => List("List of schemas", ["Name", "Owner"], $"""
        select n.nspname, pg_get_userbyid(n.nspowner) from pg_namespace n
        where {UserSchemas} and {Like("n.nspname", pattern)} order by 1
        """);

    /// <summary>Lists the user's types.</summary>
    public bool Types(string pattern) => List("List of data types", ["Schema", "Name"], $"""
        select n.nspname, format_type(t.oid, null) from pg_type t join pg_namespace n on n.oid = t.typnamespace
        where {UserSchemas} and t.typelem = 0 and {Like("n.nspname", "t.typname", pattern)} order by 1, 2
        """);

    /// <summary>Lists functions by name; those of the system only when a name is given.</summary>
    public bool Functions(string pattern) => List("List of functions", ["Schema", "Name"], $"""
        select n.nspname, p.proname from pg_proc p join pg_namespace n on n.oid = p.pronamespace
        where {(pattern.Length == 0 ? UserSchemas : "true")} and {Like("p.proname", pattern)} order by 1, 2
        """);

    /// <summary>Lists the database.</summary>
    public bool Databases() => List(
        "List of databases", ["Name", "Owner", "Encoding", "Collate", "Ctype"],
        "select datname, pg_get_userbyid(datdba), pg_encoding_to_char(encoding), datcollate, datctype from pg_database order by 1");

    /// <summary>Lists the user.</summary>
    public bool Roles() => List(
        "List of roles", ["Role name", "Attributes"],
        "select rolname, case when rolsuper then 'Superuser' else '' end from pg_roles order by 1");

    /// <summary>The definitions of a table's constraints of one kind, as <c>"name" DEFINITION</c>.</summary>
    public IReadOnlyList<string> Constraints(string schema, string table, char kind)
    {
        var lines = new List<string>();
        foreach (var row in Read($"""
            select c.conname, pg_get_constraintdef(c.oid) from pg_constraint c
                join pg_class t on t.oid = c.conrelid join pg_namespace n on n.oid = t.relnamespace
            where n.nspname = {Quote(schema)} and t.relname = {Quote(table)} and c.contype = '{kind}' order by 1
            """))
            lines.Add($"\"{row[0]}\" {row[1]}");
        return lines;
    }

    private static string Quote(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    /// <summary>A name, perhaps behind its schema and a dot.</summary>
    private static string Like(string schema, string name, string pattern)
    {
        var dot = pattern.IndexOf('.', StringComparison.Ordinal);
        return dot < 0 ? Like(name, pattern) : $"{Like(schema, pattern[..dot])} and {Like(name, pattern[(dot + 1)..])}";
    }

    /// <summary>A name with * for any characters and ? for one.</summary>
    private static string Like(string column, string pattern)
    {
        if (pattern.Length == 0)
            return "true";
        var like = pattern.ToLowerInvariant().Replace("\\", "\\\\", StringComparison.Ordinal)
            .Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal)
            .Replace('*', '%').Replace('?', '_');
        return $"{column} like {Quote(like)}";
    }

    private bool List(string title, string[] header, string sql)
    {
        TextTable.Write(output, title, header, Read(sql));
        return true;
    }

    // Names and patterns are quoted above.
#pragma warning disable CA2100
    private List<string[]> Read(string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<string[]>();
        while (reader.Read())
        {
            var row = new string[reader.FieldCount];
            for (var i = 0; i < row.Length; i++)
                row[i] = reader.IsDBNull(i) ? "" : reader.GetString(i);
            rows.Add(row);
        }

        return rows;
    }
#pragma warning restore CA2100
}
