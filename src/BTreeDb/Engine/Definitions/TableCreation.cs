using System.Collections.Immutable;
using BTreeDb.Binding;
using BTreeDb.Binding.Analysis;
using BTreeDb.Catalog;
using BTreeDb.Parsing.Printing;
using BTreeDb.Parsing.Syntax;
using BTreeDb.Parsing.Syntax.Definitions;

namespace BTreeDb.Engine.Definitions;

/// <summary>CREATE TABLE.</summary>
internal sealed class TableCreation
{
    private readonly DefinitionContext _context;
    private readonly CreateTableStatement _statement;
    private readonly HashSet<string> _newRelations = [];
    private readonly string _name;
    private string _schema = CatalogSnapshot.DefaultSchema;

    private TableCreation(DefinitionContext context, CreateTableStatement statement)
    {
        _context = context;
        _statement = statement;
        _name = statement.Name.Name;
    }

    /// <summary>Runs the statement.</summary>
    public static void Run(DefinitionContext context, CreateTableStatement statement) =>
        new TableCreation(context, statement).Run();

    private void Run()
    {
        CheckOnCommit(_statement.OnCommit, _statement.Name, _statement.Persistence);
        if (_statement.Persistence == Persistence.Unlogged)
            _context.Notify(SessionErrors.LoggedAll(_name));
        var schema = _context.ResolveSchema(_statement.Name, _statement.Persistence);
        _schema = schema;
        if (_context.Catalog.HasRelation(schema, _name))
        {
            if (!_statement.IfNotExists)
                throw CatalogErrors.RelationExists(_name);
            _context.Notify(SessionErrors.Skipped($"relation \"{_name}\" already exists, skipping"));
            return;
        }

        var draft = TableDraft.Read(_statement, _context, name => TableLike.Find(_context, name));
        TypeAlteration.CheckFreeOfTypes(_context, schema, _name);
        _newRelations.Add(_name);
        var id = _context.Edit.NewObjectId();
        var columns = MakeColumns(draft, id, schema);
        var uniques = draft.Uniques;
        var clusteredBy = draft.PrimaryKey;
        if (clusteredBy is not null && ColumnCollation.IsLoose(columns, clusteredBy.Ordinals))
            (uniques, clusteredBy) = ([clusteredBy with { IsPrimary = true }, .. uniques], null);
        var primaryKeyName = clusteredBy is { } key ? NameKey(key, "pkey", null) : null;
        var table = new TableSchema(
            id, schema, _name, _context.CreateTree(), SchemaVersion: 1, columns,
            clusteredBy is null ? [] : KeyColumns(clusteredBy), primaryKeyName, [], []);
        table = WithUniqueIndexes(table, uniques);
        table = table with { Checks = MakeChecks(draft, table) };
        foreach (var (foreignKey, own) in draft.ForeignKeys)
            table = ForeignKeyDefinition.AddTo(_context, table, foreignKey, own, name => table.HasConstraint(name));
        _context.Edit.PutTable(table);
        foreach (var like in draft.Likes)
            TableLike.Finish(_context, id, like);
        _context.OnCommit(id, _statement.OnCommit);
    }

    /// <summary>Only temporary tables end with a transaction.</summary>
    public static void CheckOnCommit(OnCommitAction action, QualifiedName name, Persistence persistence)
    {
        var isTemporary = persistence == Persistence.Temporary || name.Schema == SearchPath.TemporaryAlias;
        if (action != OnCommitAction.Default && !isTemporary)
            throw DefinitionErrors.OnCommitNotTemporary();
    }

    private ImmutableArray<ColumnSchema> MakeColumns(TableDraft draft, ObjectId id, string schema)
    {
        var columns = ImmutableArray.CreateBuilder<ColumnSchema>(draft.Columns.Count);
        var maker = new ColumnCreation(_context, schema, _name, id, _newRelations);
        foreach (var column in draft.Columns)
            columns.Add(maker.Make(column, column.Ordinal, column.Ordinal + 1));
        return GeneratedColumns.Bind(_context, _name, columns.MoveToImmutable(), draft.Columns);
    }

    private TableSchema WithUniqueIndexes(TableSchema table, IReadOnlyList<KeyDefinition> uniques)
    {
        foreach (var unique in uniques)
        {
            var names = new string[unique.Ordinals.Length + unique.Included.Length];
            var all = unique.Ordinals.AddRange(unique.Included);
            for (var i = 0; i < names.Length; i++)
                names[i] = table.Columns[all[i]].Name;
            var index = new IndexSchema(
                _context.Edit.NewObjectId(), unique.IsPrimary ? NameKey(unique, "pkey", null) : NameKey(unique, "key", ConstraintNames.JoinColumns(names)), table.Id,
                _context.CreateTree(), IsUnique: true, new IndexKeys(_context, table).ReadConstraint(unique.Ordinals), BacksConstraint: true)
            {
                Included = unique.Included,
                NullsNotDistinct = unique.NullsNotDistinct,
                IsDeferrable = unique.IsDeferrable,
                IsInitiallyDeferred = unique.Timing.InitiallyDeferred ?? false,
                IsPrimary = unique.IsPrimary,
            };
            table = table with { Indexes = table.Indexes.Add(index) };
        }

        return table;
    }

    private ImmutableArray<CheckConstraintSchema> MakeChecks(TableDraft draft, TableSchema table)
    {
        var checks = ImmutableArray.CreateBuilder<CheckConstraintSchema>(draft.Checks.Count);
        var taken = new HashSet<string>();
        if (table.PrimaryKeyName is { } key)
            taken.Add(key);
        foreach (var index in table.Indexes)
            taken.Add(index.Name);
        foreach (var check in draft.Checks)
        {
            if (check.Name is { } given && !taken.Add(given))
                throw DefinitionErrors.ConstraintExists(given, _name);
        }

        foreach (var check in draft.Checks)
        {
            var (condition, row) = Binder.BindCheck(
                check.Condition, _name, table.Columns, _context.Catalog, _context.Binding);
            var name = check.Name ?? ConstraintNames.Choose(_name, OnlyColumn(condition, row), "check", taken.Contains);
            taken.Add(name);
            checks.Add(new(name, SyntaxPrinter.Print(check.Condition)));
        }

        return checks.MoveToImmutable();
    }

    /// <summary>The name of the column that a condition refers to, if it is only one.</summary>
    public static string? OnlyColumn(
        Binding.Expressions.BoundExpression condition, ImmutableArray<BoundColumnDefinition> row)
    {
        ColumnId? only = null;
        var several = false;
        ColumnUses.Visit(condition, column =>
        {
            several |= only is not null && only != column.Id;
            only = column.Id;
        });
        if (only is null || several)
            return null;
        foreach (var column in row)
        {
            if (column.Id == only)
                return column.Name;
        }

        return null;
    }

    private string NameKey(KeyDefinition key, string label, string? columns)
    {
        var name = key.Name;
        if (name is null)
            name = ConstraintNames.Choose(_name, columns, label, IsTaken);
        else if (IsTaken(name))
            throw CatalogErrors.RelationExists(name);
        _newRelations.Add(name);
        return name;
    }

    private bool IsTaken(string name) =>
        _newRelations.Contains(name) || _context.Catalog.HasRelation(_schema, name);

    private static ImmutableArray<IndexColumn> KeyColumns(KeyDefinition key)
    {
        var columns = ImmutableArray.CreateBuilder<IndexColumn>(key.Ordinals.Length);
        foreach (var ordinal in key.Ordinals)
            columns.Add(new(ordinal, Descending: false, NullsFirst: false));
        return columns.MoveToImmutable();
    }
}
