using BTreeDb.Catalog;
using BTreeDb.Engine.Definitions;

namespace BTreeDb.Engine.Routines;

/// <summary>
/// Gives a routine another name or schema, and changes the texts that call it: queries of views, defaults, generated columns,
/// checks, and what indexes compute. Bodies of other routines that are kept bound are not changed.
/// </summary>
internal sealed class RoutineRename
{
    private readonly DefinitionContext _context;
    private readonly RoutineSchema _before;
    private readonly RoutineSchema _after;

    private RoutineRename(DefinitionContext context, RoutineSchema before, RoutineSchema after) =>
        (_context, _before, _after) = (context, before, after);

    /// <summary>Puts the routine with its new name in the place of the one before.</summary>
    public static void Run(DefinitionContext context, RoutineSchema before, RoutineSchema after) =>
        new RoutineRename(context, before, after).Run();

    private void Run()
    {
        RoutineDependents.VisitRoutines(_context.Catalog, _before.Id, static (_, _) =>
            throw DefinitionErrors.NotSupported("renaming a function that the bodies of others use"));
        ReaderTexts.Change(_context, _before.Id, (sql, schema) =>
            StoredTexts.RenameRoutine(sql, StoredTexts.Examine(_context.Catalog, sql, schema), _before, _after));
        foreach (var table in _context.Catalog.Tables)
        {
            if (RoutineDependents.IsCalledBy(_context.Catalog, table, _before))
                _context.Edit.PutTable(Change(table));
        }

        _context.Edit.PutRoutine(_after, _before);
    }

    private TableSchema Change(TableSchema table)
    {
        var changed = table;
        foreach (var column in table.Columns)
        {
            if (column.DefaultSql is { } sql)
                changed = changed with { Columns = changed.Columns.SetItem(column.Ordinal, column with { DefaultSql = Change(sql, table) }) };
        }

        for (var i = 0; i < table.Checks.Length; i++)
        {
            var check = table.Checks[i];
            changed = changed with { Checks = changed.Checks.SetItem(i, check with { ExpressionSql = Change(check.ExpressionSql, table) }) };
        }

        return changed with { Indexes = IndexTexts.Map(changed.Indexes, sql => Change(sql, table)) };
    }

    /// <summary>A text over a table's row, bound only where it may name the routine.</summary>
    private string Change(string sql, TableSchema table) => sql.Contains(_before.Name, StringComparison.Ordinal)
        ? StoredTexts.RenameRoutine(sql, StoredTexts.Examine(_context.Catalog, sql, table), _before, _after)
        : sql;
}
