using BTreeDb.Binding.Scalars;
using BTreeDb.Catalog;
using BTreeDb.Diagnostics;
using BTreeDb.Engine.Routines;
using BTreeDb.Parsing;
using BTreeDb.Parsing.Syntax.Expressions;
using BTreeDb.Types;

namespace BTreeDb.Engine.Definitions;

/// <summary>
/// Finds what depends on an object. Some of it goes without a word, as a part of it (a sequence with the column that owns
/// it); the rest keeps the object from being dropped, unless CASCADE is said.
/// </summary>
internal static class SchemaDependents
{
    /// <summary>The dependents of an item.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="item">The item.</param>
    /// <param name="found">Takes each dependent and whether it goes without a word.</param>
    public static void Visit(CatalogSnapshot catalog, SchemaItem item, Action<SchemaItem, bool> found)
    {
        switch (item.Kind)
        {
            case SchemaItemKind.Schema:
                VisitSchema(catalog, item, found);
                break;
            case SchemaItemKind.Table when catalog.TryGetTable(item.Id, out var table):
                foreach (var sequence in catalog.Sequences)
                {
                    if (sequence.OwnerTable == table.Id)
                        found(SchemaItem.Of(sequence), true);
                }

                foreach (var key in table.ReferencedBy)
                {
                    if (!key.IsSelfReference && catalog.TryGetTable(key.Table, out var referencing))
                        found(SchemaItem.Of(referencing, key), false);
                }

                VisitReaders(catalog, item.Id, found);
                break;
            case SchemaItemKind.Constraint or SchemaItemKind.Index when catalog.TryGetTable(item.Id, out var table):
                VisitReferences(catalog, table, item.Part!, found);
                break;
            case SchemaItemKind.View:
                VisitReaders(catalog, item.Id, found);
                break;
            case SchemaItemKind.Sequence:
                VisitDefaults(catalog, item.Id, found);
                VisitReaders(catalog, item.Id, found);
                break;
            case SchemaItemKind.Type:
                VisitUses(catalog, item.Id, found);
                VisitReaders(catalog, item.Id, found);
                break;
            case SchemaItemKind.Routine when catalog.FindRoutine(item.Id) is { } routine:
                RoutineDependents.VisitExpressions(catalog, routine, found);
                VisitReaders(catalog, item.Id, found);
                break;
            case SchemaItemKind.Collation when catalog.FindCollation(item.Id) is { } collation:
                CollationUses.Visit(catalog, collation, found);
                VisitReaders(catalog, item.Id, found);
                break;
            case SchemaItemKind.Column when catalog.TryGetTable(item.Id, out var table):
                ColumnDependents.Visit(catalog, table, table.FindColumn(item.Part!)!, found);
                break;
        }
    }

    /// <summary>Whether a default takes values of a sequence.</summary>
    public static bool Uses(CatalogSnapshot catalog, string defaultSql, ObjectId sequence)
    {
        if (!defaultSql.Contains("nextval", StringComparison.OrdinalIgnoreCase)
            && !defaultSql.Contains("currval", StringComparison.OrdinalIgnoreCase)
            && !defaultSql.Contains("setval", StringComparison.OrdinalIgnoreCase))
            return false;
        var recording = new RecordingCatalogView(catalog);
        try
        {
            Binding.Binder.BindDefault(
                SqlParser.ParseExpression(defaultSql), "", SqlType.Unknown, recording, Binding.BindingOptions.Default);
        }
        catch (EngineException)
        {
            // Its type does not matter here, only which names it looked up.
        }

        return recording.Found.Contains(sequence);
    }

    /// <summary>The foreign keys that refer to a key of a table, by its name.</summary>
    private static void VisitReferences(CatalogSnapshot catalog, TableSchema table, string key, Action<SchemaItem, bool> found)
    {
        foreach (var foreign in table.ReferencedBy)
        {
            if (table.NameOfKey(foreign.ReferencedIndex) == key && catalog.TryGetTable(foreign.Table, out var referencing))
                found(SchemaItem.Of(referencing, foreign), false);
        }
    }

    private static void VisitSchema(CatalogSnapshot catalog, SchemaItem item, Action<SchemaItem, bool> found)
    {
        string? name = null;
        foreach (var schema in catalog.Schemas)
        {
            if (schema.Id == item.Id)
                name = schema.Name;
        }

        foreach (var table in catalog.Tables)
        {
            if (table.SchemaName == name)
                found(SchemaItem.Of(table), false);
        }

        foreach (var view in catalog.Views)
        {
            if (view.SchemaName == name)
                found(SchemaItem.Of(view), false);
        }

        foreach (var sequence in catalog.Sequences)
        {
            if (sequence.SchemaName == name)
                found(SchemaItem.Of(sequence), sequence.OwnerTable.Value != 0);
        }

        foreach (var type in catalog.Types)
        {
            if (type.SchemaName == name)
                found(SchemaItem.Of(type), false);
        }

        foreach (var collation in catalog.Collations)
        {
            if (collation.SchemaName == name)
                found(SchemaItem.Of(collation), false);
        }

        foreach (var routine in catalog.Routines)
        {
            if (routine.SchemaName == name)
                found(SchemaItem.Of(routine), false);
        }
    }

    /// <summary>The views and materialized views that read an object.</summary>
    private static void VisitReaders(CatalogSnapshot catalog, ObjectId id, Action<SchemaItem, bool> found)
    {
        foreach (var view in catalog.Views)
        {
            if (view.References.Contains(id))
                found(SchemaItem.Of(view), false);
        }

        foreach (var table in catalog.Tables)
        {
            if (table.Materialized is { } query && query.References.Contains(id))
                found(SchemaItem.Of(table), false);
        }

        RoutineDependents.VisitRoutines(catalog, id, found);
    }

    private static void VisitDefaults(CatalogSnapshot catalog, ObjectId sequence, Action<SchemaItem, bool> found)
    {
        foreach (var table in catalog.Tables)
        {
            foreach (var column in table.Columns)
            {
                if (column.IdentitySequence == sequence)
                    found(SchemaItem.Of(table, column), false);
                else if (column.DefaultSql is { } sql && Uses(catalog, sql, sequence))
                    found(SchemaItem.DefaultOf(table, column), false);
            }
        }
    }

    private static void VisitUses(CatalogSnapshot catalog, ObjectId type, Action<SchemaItem, bool> found)
    {
        foreach (var table in catalog.Tables)
        {
            foreach (var column in table.Columns)
            {
                if (column.Type.UserTypeId == type.Value)
                    found(SchemaItem.Of(table, column), false);
            }
        }

        foreach (var other in catalog.Types)
        {
            if (other is DomainType domain && domain.BaseType.UserTypeId == type.Value)
                found(SchemaItem.Of(domain), false);
        }
    }
}
