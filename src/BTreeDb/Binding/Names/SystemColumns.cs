using BTreeDb.Binding.Errors;
using BTreeDb.Binding.Expressions;
using BTreeDb.Binding.Queries;
using BTreeDb.Catalog.SystemRelations;
using BTreeDb.Types;

namespace BTreeDb.Binding.Names;

/// <summary>
/// PostgreSQL's system columns, which every table has and no <c>*</c> shows. <c>tableoid</c> is known here, and <c>xmax</c>
/// where INSERT returns rows; the others tell of PostgreSQL's storage and are refused.
/// </summary>
internal static class SystemColumns
{
    /// <summary>Whether a name is that of a system column.</summary>
    public static bool IsName(string name) => name is "tableoid" or "ctid" or "xmin" or "xmax" or "cmin" or "cmax";

    /// <summary>An item of FROM that is a table, with what its system columns need.</summary>
    public static ScopeItem AddTo(ScopeItem item, BoundTableReference relation) => relation switch
    {
        BoundBaseTable table => AddTo(item, table.Table),
        BoundSystemTable { Table.IsView: false } system => item with { RelationOid = system.Table.Oid },
        _ => item,
    };

    /// <summary>An item over a row of a table, with what its system columns need.</summary>
    public static ScopeItem AddTo(ScopeItem item, Catalog.TableSchema table)
    {
        var present = -1;
        for (var i = 0; present < 0 && i < table.Columns.Length; i++)
            present = table.Columns[i].IsNullable ? -1 : i;
        return item with { RelationOid = SystemOids.Of(table.Id), PresentColumn = present };
    }

    /// <summary>What a name means as a system column of an item; null if it is not one.</summary>
    public static BoundExpression? Find(ScopeItem item, string name, int position)
    {
        if (item.RelationOid == 0 || !IsName(name))
            return null;
        if (name == "xmax" && item.Xmax is { } xmax)
            return xmax;
        if (name != "tableoid")
            throw UnsupportedErrors.SingularFeature($"system column {name}", position);
        BoundExpression oid = new BoundLiteral(Datum.FromInt64(item.RelationOid), SqlType.Oid);
        if (!item.MayBeMissing)
            return oid;
        // Where an outer join has found no row, there is no tableoid either: a column that is never NULL tells.
        if (item.PresentColumn < 0)
            throw UnsupportedErrors.SingularFeature("tableoid of a table without NOT NULL columns in an outer join", position);
        var isPresent = new BoundIsNull(item.Columns[item.PresentColumn].Value, IsNegated: true);
        return new BoundCase([new BoundWhen(isPresent, oid)], new BoundLiteral(Datum.Null, SqlType.Oid), SqlType.Oid);
    }
}
