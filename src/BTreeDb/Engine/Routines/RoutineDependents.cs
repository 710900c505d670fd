using BTreeDb.Binding;
using BTreeDb.Catalog;
using BTreeDb.Diagnostics;
using BTreeDb.Engine.Definitions;
using BTreeDb.Parsing;

namespace BTreeDb.Engine.Routines;

/// <summary>Finds the expressions of tables that call a routine, and the routines that use an object.</summary>
internal static class RoutineDependents
{
    /// <summary>Calls back for each default, generated column, check and index that calls a routine.</summary>
    public static void VisitExpressions(CatalogSnapshot catalog, RoutineSchema routine, Action<SchemaItem, bool> found)
    {
        foreach (var table in catalog.Tables)
        {
            foreach (var column in table.Columns)
            {
                if (column.DefaultSql is { } sql && Uses(catalog, sql, table, routine))
                    found(column.IsGenerated ? SchemaItem.Of(table, column) : SchemaItem.DefaultOf(table, column), false);
            }

            foreach (var check in table.Checks)
            {
                if (Uses(catalog, check.ExpressionSql, table, routine))
                    found(new SchemaItem(SchemaItemKind.Constraint, table.Id, check.Name), false);
            }

            foreach (var index in table.Indexes)
            {
                if (IsCalledBy(catalog, table, index, routine))
                    found(new SchemaItem(SchemaItemKind.Index, table.Id, index.Name), false);
            }
        }
    }

    /// <summary>Whether an expression of a table calls a routine.</summary>
    public static bool IsCalledBy(CatalogSnapshot catalog, TableSchema table, RoutineSchema routine)
    {
        foreach (var column in table.Columns)
        {
            if (column.DefaultSql is { } sql && Uses(catalog, sql, table, routine))
                return true;
        }

        foreach (var check in table.Checks)
        {
            if (Uses(catalog, check.ExpressionSql, table, routine))
                return true;
        }

        foreach (var index in table.Indexes)
        {
            if (IsCalledBy(catalog, table, index, routine))
                return true;
        }

        return false;
    }

    private static bool IsCalledBy(CatalogSnapshot catalog, TableSchema table, IndexSchema index, RoutineSchema routine)
    {
        foreach (var column in index.Columns)
        {
            if (column.Expression is { } expression && Uses(catalog, expression.Sql, table, routine))
                return true;
        }

        return index.PredicateSql is { } sql && Uses(catalog, sql, table, routine);
    }

    /// <summary>Calls back for each routine that uses an object: in a body that was bound, or in its declaration.</summary>
    public static void VisitRoutines(CatalogSnapshot catalog, ObjectId id, Action<SchemaItem, bool> found)
    {
        foreach (var routine in catalog.Routines)
        {
            if (routine.Id != id && (routine.References.Contains(id) || Declares(routine, id)))
                found(SchemaItem.Of(routine), false);
        }
    }

    private static bool Declares(RoutineSchema routine, ObjectId id)
    {
        if (routine.ResultRelation == id || routine.Result.UserTypeId == id.Value)
            return true;
        foreach (var parameter in routine.Parameters)
        {
            if (parameter.Type.UserTypeId == id.Value)
                return true;
        }

        return false;
    }

    private static bool Uses(CatalogSnapshot catalog, string sql, TableSchema table, RoutineSchema routine)
    {
        if (!sql.Contains(routine.Name, StringComparison.Ordinal))
            return false;
        var recording = new RecordingCatalogView(catalog);
        try
        {
            Binder.BindRowExpression(SqlParser.ParseExpression(sql), table.Name, table.Columns, recording, BindingOptions.Default);
        }
        catch (EngineException)
        {
            // Only the names that it looked up matter here.
        }

        return recording.Found.Contains(routine.Id);
    }
}
