using System.Collections.Immutable;
using BTreeDb.Binding;
using BTreeDb.Catalog;
using BTreeDb.Parsing.Printing;
using BTreeDb.Parsing.Syntax;
using BTreeDb.Parsing.Syntax.Definitions;

namespace BTreeDb.Engine.Definitions;

/// <summary>ADD CONSTRAINT to a table with rows.</summary>
internal static class ConstraintAddition
{
    private const long SortBytes = 64L << 20;
    private const int KeyColumnsMax = 32;

    /// <summary>Runs the action.</summary>
    public static void Run(DefinitionContext context, TableSchema table, Constraint constraint)
    {
        switch (constraint)
        {
            case CheckConstraint check:
                AddCheck(context, table, check);
                break;
            case UniqueConstraint unique:
                RefuseOptions(unique.Options);
                AddUnique(context, table, unique);
                break;
            case PrimaryKeyConstraint key:
                RefuseOptions(key.Options);
                if (key.Timing is { Deferrable: false, InitiallyDeferred: true })
                    throw DefinitionErrors.DeferredNotDeferrable(key.Position);
                AddPrimaryKey(context, table, key);
                break;
            case ForeignKeyConstraint foreign:
                AddForeignKey(context, table, foreign);
                break;
            default:
                throw DefinitionErrors.NotSupported("this kind of constraint", constraint.Position);
        }
    }

    /// <summary>Whether a constraint of the table has a name.</summary>
    public static bool HasConstraint(TableSchema table, string name) => table.HasConstraint(name);

    private static void AddForeignKey(DefinitionContext context, TableSchema table, ForeignKeyConstraint syntax)
    {
        table = ForeignKeyDefinition.AddTo(context, table, syntax, [], table.HasConstraint);
        context.Edit.PutTable(table);
        if (table.ForeignKeys[^1] is { IsValid: true } key)
            RowValidation.KeyHolds(context, table, key);
    }

    private static void AddCheck(DefinitionContext context, TableSchema table, CheckConstraint syntax)
    {
        var (condition, row) = Binder.BindCheck(
            syntax.Condition, table.Name, table.Columns, context.Catalog, context.Binding);
        if (syntax.Name is { } given && HasConstraint(table, given))
            throw DefinitionErrors.ConstraintExists(given, table.Name);
        var name = syntax.Name ?? ConstraintNames.Choose(
            table.Name, TableCreation.OnlyColumn(condition, row), "check", n => HasConstraint(table, n));
        var check = new CheckConstraintSchema(name, SyntaxPrinter.Print(syntax.Condition), !syntax.NotValid)
        {
            IsNoInherit = syntax.NoInherit,
        };
        table = table with { Checks = table.Checks.Add(check) };
        context.Edit.PutTable(table);
        if (check.IsValid)
            RowValidation.CheckHolds(context, table, check);
    }

    private static void AddUnique(DefinitionContext context, TableSchema table, UniqueConstraint syntax)
    {
        if (syntax.UsingIndex is { } existing)
        {
            UseIndex(context, table, existing, syntax.Name);
            return;
        }

        if (syntax.Timing is { Deferrable: false, InitiallyDeferred: true })
            throw DefinitionErrors.DeferredNotDeferrable(syntax.Position);
        var columns = FindColumns(context, table, syntax.Columns, "unique");
        var included = new IndexKeys(context, table).ReadIncluded(syntax.Include);
        var name = NameKey(context, table, syntax.Name, "key", columns, included);
        var index = new IndexSchema(
            context.Edit.NewObjectId(), name, table.Id, context.CreateTree(), IsUnique: true, columns, BacksConstraint: true)
        {
            Included = included,
            NullsNotDistinct = syntax.NullsNotDistinct,
            IsDeferrable = syntax.Timing.Deferrable ?? syntax.Timing.InitiallyDeferred ?? false,
            IsInitiallyDeferred = syntax.Timing.InitiallyDeferred ?? false,
        };
        IndexCreation.Build(context, table, index, SortBytes);
    }

    private static void AddPrimaryKey(DefinitionContext context, TableSchema table, PrimaryKeyConstraint syntax)
    {
        if (table.HasPrimaryKey)
            throw DefinitionErrors.MultiplePrimaryKeys(table.Name, syntax.Position);
        var before = table;
        ImmutableArray<IndexColumn> columns;
        string name;
        if (syntax.UsingIndex is { } existing)
        {
            var index = FindIndex(table, existing);
            columns = index.Columns;
            name = syntax.Name ?? index.Name;
            // An index of keys stays one: its rows are not clustered by them.
            table = index.IsComputed
                ? table with { Indexes = table.Indexes.Replace(index, index with { Name = name, IsPrimary = true, BacksConstraint = true }) }
                : table with { Indexes = table.Indexes.Remove(index) };
            if (!index.IsComputed)
                RefuseReferenced(table, index);
            if (name != index.Name)
                context.Notice($"ALTER TABLE / ADD CONSTRAINT USING INDEX will rename index \"{index.Name}\" to \"{name}\"");
        }
        else
        {
            columns = FindColumns(context, table, syntax.Columns, "primary key");
            name = NameKey(context, table, syntax.Name, "pkey", [], []);
        }

        foreach (var key in columns)
        {
            var column = table.Columns[table.KeyOrdinal(key)];
            if (column.IsNullable)
                RowValidation.CheckNotNull(context, before, column);
            table = table with { Columns = table.Columns.SetItem(column.Ordinal, column with { IsNullable = false }) };
        }

        var isDeferrable = syntax.Timing.Deferrable ?? syntax.Timing.InitiallyDeferred ?? false;
        if (syntax.UsingIndex is not null && table.IndexedPrimaryKey is not null && !isDeferrable)
        {
            context.Edit.PutTable(table);
            return;
        }

        if (isDeferrable || ColumnCollation.IsLoose(table.Columns, table.KeyOrdinals(columns)))
        {
            AddIndexedKey(context, table, syntax, name, columns, isDeferrable);
            return;
        }

        TableRewrite.Run(context, before, table with { PrimaryKey = columns, PrimaryKeyName = name });
    }

    private static void AddIndexedKey(
        DefinitionContext context, TableSchema table, PrimaryKeyConstraint syntax, string name, ImmutableArray<IndexColumn> columns,
        bool isDeferrable)
    {
        if (syntax.UsingIndex is not null)
            throw DefinitionErrors.NotSupported("a deferrable primary key USING INDEX", syntax.Position);
        var index = new IndexSchema(
            context.Edit.NewObjectId(), name, table.Id, context.CreateTree(), IsUnique: true, columns, BacksConstraint: true)
        {
            Included = new IndexKeys(context, table).ReadIncluded(syntax.Include),
            IsDeferrable = isDeferrable,
            IsInitiallyDeferred = syntax.Timing.InitiallyDeferred ?? false,
            IsPrimary = true,
        };
        context.Edit.PutTable(table);
        IndexCreation.Build(context, table, index, SortBytes);
    }

    private static void RefuseReferenced(TableSchema table, IndexSchema index)
    {
        foreach (var key in table.ReferencedBy)
        {
            if (key.ReferencedIndex == index.Id)
                throw DefinitionErrors.NotSupported($"a primary key of the index \"{index.Name}\" that foreign keys refer to");
        }
    }

    /// <summary>UNIQUE USING INDEX: the index becomes the constraint's.</summary>
    private static void UseIndex(DefinitionContext context, TableSchema table, string existing, string? given)
    {
        var index = FindIndex(table, existing);
        var name = given ?? index.Name;
        if (name != index.Name)
        {
            if (context.Catalog.HasRelation(table.SchemaName, name))
                throw CatalogErrors.RelationExists(name);
            context.Notice($"ALTER TABLE / ADD CONSTRAINT USING INDEX will rename index \"{index.Name}\" to \"{name}\"");
        }

        context.Edit.PutTable(table with
        {
            Indexes = table.Indexes.Replace(index, index with { Name = name, BacksConstraint = true }),
        });
    }

    private static IndexSchema FindIndex(TableSchema table, string name)
    {
        foreach (var index in table.Indexes)
        {
            if (index.Name != name)
                continue;
            if (index.BacksConstraint)
                throw DefinitionErrors.IndexHasConstraint(name);
            if (!index.IsUnique)
                throw DefinitionErrors.IndexNotUnique(name);
            return index.PredicateSql is not null || table.KeyOrdinals(index.Columns).AsSpan().ContainsAnyInRange(int.MinValue, -1)
                ? throw DefinitionErrors.IndexIsComputed(name, index.PredicateSql is null)
                : index;
        }

        throw CatalogErrors.IndexMissing(name);
    }

    private static string NameKey(
        DefinitionContext context, TableSchema table, string? given, string label, ImmutableArray<IndexColumn> columns,
        ImmutableArray<int> included)
    {
        if (given is not null)
        {
            if (context.Catalog.HasRelation(table.SchemaName, given))
                throw CatalogErrors.RelationExists(given);
            if (HasConstraint(table, given))
                throw DefinitionErrors.ConstraintExists(given, table.Name);
            return given;
        }

        var names = new string[columns.Length + included.Length];
        for (var i = 0; i < names.Length; i++)
            names[i] = table.Columns[i < columns.Length ? table.KeyOrdinal(columns[i]) : included[i - columns.Length]].Name;
        return ConstraintNames.Choose(
            table.Name, names.Length == 0 ? null : ConstraintNames.JoinColumns(names), label,
            n => context.Catalog.HasRelation(table.SchemaName, n) || HasConstraint(table, n));
    }

    private static ImmutableArray<IndexColumn> FindColumns(
        DefinitionContext context, TableSchema table, SyntaxList<Identifier> names, string kind)
    {
        if (names.Count > KeyColumnsMax)
            throw DefinitionErrors.TooManyKeyColumns(KeyColumnsMax);
        var columns = ImmutableArray.CreateBuilder<int>(names.Count);
        foreach (var name in names)
        {
            var column = table.FindColumn(name.Text) ?? throw DefinitionErrors.KeyColumnMissing(name.Text, name.Position);
            if (columns.Contains(column.Ordinal))
                throw DefinitionErrors.KeyColumnTwice(name.Text, kind, name.Position);
            columns.Add(column.Ordinal);
        }

        return new IndexKeys(context, table).ReadConstraint(columns.ToImmutable());
    }

    private static void RefuseOptions(SyntaxList<StatementOption> options)
    {
        if (!options.IsEmpty)
            throw DefinitionErrors.NotSupported("WITH (storage parameters)", options[0].Position);
    }
}
