using System.Collections.Immutable;
using System.Text;
using BTreeDb.Binding;
using BTreeDb.Catalog;
using BTreeDb.Execution.Constraints;
using BTreeDb.Parsing.Printing;

namespace BTreeDb.Engine.Constraints;

/// <summary>
/// The statements that a foreign key consists of, as text: they are planned like any other, over a relation of old keys (o0,
/// o1 ...) and new ones (n0, n1 ...).
/// </summary>
internal static class ReferentialSql
{
    private const string KeysName = "referenced keys";

    /// <summary>The relation of keys.</summary>
    public static RowInputRelation RelationOf(ForeignKeySchema key, TableSchema referenced, bool isDelete)
    {
        var types = ReferencedKeys.TypesOf(key, referenced, isDelete);
        var width = key.ReferencedColumns.Length;
        var columns = ImmutableArray.CreateBuilder<(string, Types.SqlType)>(types.Length);
        for (var i = 0; i < types.Length; i++)
            columns.Add((i < width ? $"o{i}" : $"n{i - width}", types[i]));
        return new RowInputRelation(KeysName, columns.MoveToImmutable());
    }

    /// <summary>The statement that does what the key says should happen to referencing rows.</summary>
    public static string Action(ForeignKeySchema key, TableSchema table, TableSchema referenced, bool isDelete)
    {
        var action = isDelete ? key.OnDelete : key.OnUpdate;
        var target = NameOf(table);
        if (isDelete && action == ForeignKeyAction.Cascade)
            return $"DELETE FROM {target} AS t USING \"{KeysName}\" AS k WHERE {Match(key, table, referenced)}";
        var assignments = new StringBuilder();
        var isPartial = isDelete && !key.SetColumns.IsEmpty;
        for (var i = 0; i < key.Columns.Length; i++)
        {
            if (isPartial && !key.SetColumns.Contains(key.Columns[i]))
                continue;
            var value = action switch
            {
                ForeignKeyAction.Cascade => $"k.n{i}",
                ForeignKeyAction.SetNull => "NULL",
                _ => "DEFAULT",
            };
            assignments.Append(assignments.Length > 0 ? ", " : "")
                .Append(ColumnOf(table, key.Columns[i])).Append(" = ").Append(value);
        }
        return $"UPDATE {target} AS t SET {assignments} FROM \"{KeysName}\" AS k WHERE {Match(key, table, referenced)}";
    }

    /// <summary>Finds a key that rows refer to; one that exists again does not count if <paramref name="mayReturn"/>.</summary>
    public static string FindReferenced(ForeignKeySchema key, TableSchema table, TableSchema referenced, bool mayReturn)
    {
        var text = new StringBuilder("SELECT ");
        for (var i = 0; i < key.Columns.Length; i++)
            text.Append(i > 0 ? ", k.o" : "k.o").Append(i);
        text.Append($" FROM \"{KeysName}\" AS k WHERE EXISTS (SELECT 1 FROM {NameOf(table)} AS t WHERE {Match(key, table, referenced)})");
        if (mayReturn)
        {
            text.Append($" AND NOT EXISTS (SELECT 1 FROM {NameOf(referenced)} AS r WHERE ");
            for (var i = 0; i < key.ReferencedColumns.Length; i++)
                text.Append(i > 0 ? " AND r." : "r.").Append(ColumnOf(referenced, key.ReferencedColumns[i])).Append($" = k.o{i}");
            text.Append(')');
        }
        return text.Append(" LIMIT 1").ToString();
    }

    /// <summary>Finds a row that violates a foreign key: the values of its columns.</summary>
    public static string FindViolation(ForeignKeySchema key, TableSchema table, TableSchema referenced)
    {
        var columns = new StringBuilder();
        var known = new StringBuilder();
        var isNull = new StringBuilder();
        var match = new StringBuilder();
        for (var i = 0; i < key.Columns.Length; i++)
        {
            var name = "t." + ColumnOf(table, key.Columns[i]);
            columns.Append(i > 0 ? ", " : "").Append(name);
            known.Append(i > 0 ? " AND " : "").Append(name).Append(" IS NOT NULL");
            isNull.Append(i > 0 ? " AND " : "").Append(name).Append(" IS NULL");
            match.Append(i > 0 ? " AND r." : "r.").Append(ColumnOf(referenced, key.ReferencedColumns[i]))
                .Append(" = ").Append(name).Append(CollationOf(key, i, table, referenced));
        }
        var violates = $"{known} AND NOT EXISTS (SELECT 1 FROM {NameOf(referenced)} AS r WHERE {match})";
        var mixes = key is { IsMatchFull: true, Columns.Length: > 1 } ? $" OR NOT ({known}) AND NOT ({isNull})" : "";
        return $"SELECT {columns} FROM {NameOf(table)} AS t WHERE ({violates}){mixes} LIMIT 1";
    }

    private static string Match(ForeignKeySchema key, TableSchema table, TableSchema referenced)
    {
        var text = new StringBuilder();
        for (var i = 0; i < key.Columns.Length; i++)
            text.Append(i > 0 ? " AND " : "").Append($"t.{ColumnOf(table, key.Columns[i])} = k.o{i}{LooseCollationOf(key, i, referenced)}");
        return text.ToString();
    }

    /// <summary>
    /// Referencing rows are looked for by their own collation, as in PostgreSQL, unless that of the key takes more texts for equal.
    /// </summary>
    private static string LooseCollationOf(ForeignKeySchema key, int place, TableSchema referenced) =>
        referenced.Columns[key.ReferencedColumns[place]].Collation is { } code
            && Types.Collation.TryFind(code, out var collation) && !collation.IsDeterministic
            ? $" COLLATE {IdentifierQuoting.Quote(code)}"
            : "";

    /// <summary>The collation of the referenced column, where the other one has another.</summary>
    private static string CollationOf(ForeignKeySchema key, int place, TableSchema table, TableSchema referenced)
    {
        var collation = referenced.Columns[key.ReferencedColumns[place]].Collation;
        return collation == table.Columns[key.Columns[place]].Collation
            ? ""
            : $" COLLATE {IdentifierQuoting.Quote(collation ?? Types.Collation.Default.Name)}";
    }

    private static string NameOf(TableSchema table) =>
        $"{IdentifierQuoting.Quote(table.SchemaName)}.{IdentifierQuoting.Quote(table.Name)}";

    private static string ColumnOf(TableSchema table, int ordinal) => IdentifierQuoting.Quote(table.Columns[ordinal].Name);
}
