using BTreeDb.Catalog;

namespace BTreeDb.Engine.Definitions;

/// <summary>Gives a relation another name or schema, and changes the texts that name it.</summary>
internal static class RelationMove
{
    /// <summary>The full name of a relation.</summary>
    public static RelationName NameOf(DefinitionContext context, object relation) => relation switch
    {
        TableSchema table => new(table.SchemaName, table.Name),
        ViewSchema view => new(view.SchemaName, view.Name),
        SequenceSchema sequence => new(sequence.SchemaName, sequence.Name),
        PrimaryKeyEntry entry => new(entry.Table.SchemaName, entry.Table.PrimaryKeyName!),
        IndexSchema index when context.Catalog.TryGetTable(index.TableId, out var owner) => new(owner.SchemaName, index.Name),
        _ => throw CatalogErrors.Corrupt("a relation has no name"),
    };

    /// <summary>Moves a relation.</summary>
    public static void Run(DefinitionContext context, object relation, RelationName to)
    {
        switch (relation)
        {
            case TableSchema table:
                context.LockTable(table);
                MoveTable(context, table, to);
                break;
            case ViewSchema view:
                MoveView(context, view, to);
                break;
            case SequenceSchema sequence:
                MoveSequence(context, sequence, to);
                break;
            case PrimaryKeyEntry entry:
                context.LockTable(entry.Table);
                RenameIndex(context, entry.Table, entry.Table.PrimaryKeyName!, to.Name);
                break;
            case IndexSchema index when context.Catalog.TryGetTable(index.TableId, out var owner):
                context.LockTable(owner);
                RenameIndex(context, owner, index.Name, to.Name);
                break;
        }
    }

    /// <summary>Gives an index, or the key of a constraint, another name.</summary>
    public static void RenameIndex(DefinitionContext context, TableSchema table, string name, string newName)
    {
        if (table.PrimaryKeyName == name)
        {
            context.Edit.PutTable(table with { PrimaryKeyName = newName });
            return;
        }

        foreach (var index in table.Indexes)
        {
            if (index.Name == name)
                context.Edit.PutTable(table with { Indexes = table.Indexes.Replace(index, index with { Name = newName }) });
        }
    }

    /// <summary>Gives a sequence another name or schema; defaults that take values of it name it anew.</summary>
    public static void MoveSequence(DefinitionContext context, SequenceSchema sequence, RelationName to)
    {
        var defaults = new List<(ObjectId Table, int Column, string Sql)>();
        foreach (var table in context.Catalog.Tables)
        {
            foreach (var column in table.Columns)
            {
                if (column.DefaultSql is { } sql && SchemaDependents.Uses(context.Catalog, sql, sequence.Id))
                    defaults.Add((table.Id, column.Ordinal, SequenceTexts.Rename(context.Catalog, sql, sequence, to)));
            }
        }

        MoveReaders(context, sequence.Id, new(sequence.SchemaName, sequence.Name), to);
        foreach (var (id, ordinal, sql) in defaults)
        {
            if (context.Catalog.TryGetTable(id, out var table))
                ColumnProperties.Put(context, table, table.Columns[ordinal] with { DefaultSql = sql });
        }

        context.Edit.PutSequence(sequence with { SchemaName = to.Schema, Name = to.Name });
    }

    private static void MoveTable(DefinitionContext context, TableSchema table, RelationName to)
    {
        var checks = table.Checks;
        for (var i = 0; i < checks.Length; i++)
        {
            checks = checks.SetItem(i, checks[i] with
            {
                ExpressionSql = StoredTexts.Unqualify(context.Catalog, checks[i].ExpressionSql, table),
            });
        }

        var columns = table.Columns;
        foreach (var column in table.Columns)
        {
            if (column.IsGenerated)
            {
                columns = columns.SetItem(column.Ordinal, column with
                {
                    DefaultSql = StoredTexts.Unqualify(context.Catalog, column.DefaultSql!, table),
                });
            }
        }

        var indexes = IndexTexts.Map(table.Indexes, sql => StoredTexts.Unqualify(context.Catalog, sql, table));
        MoveReaders(context, table.Id, new(table.SchemaName, table.Name), to);
        context.Edit.PutTable(table with
        {
            SchemaName = to.Schema, Name = to.Name, Checks = checks, Columns = columns, Indexes = indexes,
        });
        if (table.SchemaName == to.Schema)
            return;
        foreach (var sequence in context.Catalog.Sequences)
        {
            if (sequence.OwnerTable == table.Id)
                MoveSequence(context, sequence, new(to.Schema, sequence.Name));
        }
    }

    private static void MoveView(DefinitionContext context, ViewSchema view, RelationName to)
    {
        MoveReaders(context, view.Id, new(view.SchemaName, view.Name), to);
        context.Edit.PutView(view with { SchemaName = to.Schema, Name = to.Name }, view);
    }

    private static void MoveReaders(DefinitionContext context, ObjectId id, RelationName from, RelationName to) =>
        ReaderTexts.Change(context, id, (sql, schema) =>
            StoredTexts.RenameRelation(context.Catalog, sql, schema, id, from, to));
}
