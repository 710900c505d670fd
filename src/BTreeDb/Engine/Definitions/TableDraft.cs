using System.Collections.Immutable;
using BTreeDb.Binding.Names;
using BTreeDb.Catalog;
using BTreeDb.Parsing;
using BTreeDb.Parsing.Syntax;
using BTreeDb.Parsing.Syntax.Definitions;
using BTreeDb.Types;

namespace BTreeDb.Engine.Definitions;

/// <summary>
/// What CREATE TABLE says, with its constraints sorted by kind and checked against the columns. Names are chosen and
/// expressions bound afterwards.
/// </summary>
internal sealed class TableDraft
{
    /// <summary>The most columns that a table may have.</summary>
    public const int ColumnsMax = 1600;

    private const int KeyColumnsMax = 32;

    private readonly List<ColumnDraft> _columns = [];
    private readonly List<KeyDefinition> _uniques = [];
    private readonly List<CheckDefinition> _checks = [];
    private readonly List<LikeSource> _likes = [];
    private readonly List<(ForeignKeyConstraint Key, ImmutableArray<int> Own)> _foreignKeys = [];
    private readonly string _table;

    private TableDraft(string table) => _table = table;

    public IReadOnlyList<ColumnDraft> Columns => _columns;

    public KeyDefinition? PrimaryKey { get; private set; }

    public IReadOnlyList<KeyDefinition> Uniques => _uniques;

    public IReadOnlyList<CheckDefinition> Checks => _checks;

    /// <summary>The tables that LIKE named.</summary>
    public IReadOnlyList<LikeSource> Likes => _likes;

    /// <summary>Foreign keys, each with the column that it belongs to, if it does.</summary>
    public IReadOnlyList<(ForeignKeyConstraint Key, ImmutableArray<int> Own)> ForeignKeys => _foreignKeys;

    /// <summary>Reads a statement.</summary>
    /// <param name="statement">The statement.</param>
    /// <param name="context">Finds types and collations by their names.</param>
    /// <param name="findSource">Finds the table that LIKE names.</param>
    public static TableDraft Read(
        CreateTableStatement statement, DefinitionContext context, Func<QualifiedName, TableSchema> findSource)
    {
        RefuseWhatIsNotSupported(statement);
        var draft = new TableDraft(statement.Name.Name);
        foreach (var element in statement.Elements)
        {
            if (element is ColumnDefinition column)
                draft.AddColumn(column, context);
            else if (element is LikeElement like)
                draft.AddLike(like, findSource(like.Table));
        }

        foreach (var element in statement.Elements)
            draft.AddConstraints(element);
        draft.CloseKeys();
        return draft;
    }

    /// <summary>Reads the definition of one more column, whose constraints are its own properties only.</summary>
    public static ColumnDraft ReadColumn(
        ColumnDefinition definition, string table, int ordinal, DefinitionContext context)
    {
        var serial = SerialTypes.Find(definition.Type);
        var type = serial ?? context.ResolveType(definition.Type);
        var draft = new ColumnDraft(definition.Name, ordinal, type, definition.Position)
        {
            Collation = ColumnCollation.Find(context.Catalog, definition.Collation, type)?.Code,
            IsSerial = serial is not null, IsNullable = serial is null ? null : false,
        };
        foreach (var constraint in definition.Constraints)
        {
            if (!TrySetProperty(draft, constraint, table))
                throw DefinitionErrors.NotSupported(Describe(constraint), constraint.Position);
        }

        return draft;
    }

    private static void RefuseWhatIsNotSupported(CreateTableStatement statement)
    {
        if (!statement.Options.IsEmpty)
            throw DefinitionErrors.NotSupported("WITH (storage parameters)", statement.Options[0].Position);
    }

    private void AddColumn(ColumnDefinition definition, DefinitionContext context)
    {
        CheckNewColumn(definition.Name, definition.Position);
        var serial = SerialTypes.Find(definition.Type);
        var type = serial ?? context.ResolveType(definition.Type);
        _columns.Add(new ColumnDraft(definition.Name, _columns.Count, type, definition.Position)
        {
            Collation = ColumnCollation.Find(context.Catalog, definition.Collation, type)?.Code,
            IsSerial = serial is not null, IsNullable = serial is null ? null : false,
        });
    }

    /// <summary>A column of a table may not be called as a system column.</summary>
    public static void CheckColumnName(string name, int position)
    {
        if (SystemColumns.IsName(name))
            throw DefinitionErrors.SystemColumnName(name, position);
    }

    private void CheckNewColumn(string name, int position)
    {
        if (FindColumn(name) >= 0)
            throw DefinitionErrors.ColumnTwice(name, position);
        CheckColumnName(name, position);
        if (_columns.Count == ColumnsMax)
            throw DefinitionErrors.TooManyColumns(ColumnsMax);
    }

    /// <summary>LIKE: the columns of another table, and what is included of the rest.</summary>
    private void AddLike(LikeElement like, TableSchema source)
    {
        var first = _columns.Count;
        foreach (var column in source.Columns)
        {
            CheckNewColumn(column.Name, -1);
            _columns.Add(ColumnDraft.Copy(column, _columns.Count, like.Options));
        }

        if (like.Options.HasFlag(LikeOptions.Constraints))
        {
            foreach (var check in source.Checks)
                _checks.Add(new CheckDefinition(check.Name, SqlParser.ParseExpression(check.ExpressionSql)));
        }

        _likes.Add(new LikeSource(source, first, like.Options));
        if (!like.Options.HasFlag(LikeOptions.Indexes))
            return;
        if (!source.PrimaryKey.IsEmpty)
            AddPrimaryKey(new KeyDefinition(null, Moved(source, source.PrimaryKey, first)), -1);

        foreach (var index in source.Indexes)
        {
            if (!index.BacksConstraint)
                continue;
            var key = new KeyDefinition(null, Moved(source, index.Columns, first))
            {
                Included = Array.ConvertAll([.. index.Included], ordinal => ordinal + first).ToImmutableArray(),
                NullsNotDistinct = index.NullsNotDistinct,
                Timing = new ConstraintTiming(index.IsDeferrable, index.IsInitiallyDeferred),
                IsPrimary = index.IsPrimary,
            };
            if (key.IsPrimary)
                AddPrimaryKey(key, -1);
            else
                _uniques.Add(key);
        }
    }

    private static ImmutableArray<int> Moved(TableSchema source, ImmutableArray<IndexColumn> columns, int first)
    {
        var ordinals = ImmutableArray.CreateBuilder<int>(columns.Length);
        foreach (var column in columns)
            ordinals.Add(source.KeyOrdinal(column) + first);
        return ordinals.MoveToImmutable();
    }

    private void AddConstraints(TableElement element)
    {
        switch (element)
        {
            case ColumnDefinition definition:
                var column = _columns[FindColumn(definition.Name)];
                foreach (var constraint in definition.Constraints)
                    AddColumnConstraint(column, constraint);
                break;
            case Constraint constraint:
                AddTableConstraint(constraint, []);
                break;
            case LikeElement:
                break;
            default:
                throw DefinitionErrors.NotSupported("this element of CREATE TABLE", element.Position);
        }
    }

    private void AddColumnConstraint(ColumnDraft column, Constraint constraint)
    {
        if (!TrySetProperty(column, constraint, _table))
            AddTableConstraint(constraint, [column.Ordinal]);
    }

    /// <summary>Reads what is a property of the column; false for a constraint of the table.</summary>
    private static bool TrySetProperty(ColumnDraft column, Constraint constraint, string table)
    {
        switch (constraint)
        {
            case NotNullConstraint:
                column.SetNullable(false, table, constraint.Position);
                return true;
            case NullConstraint:
                column.SetNullable(true, table, constraint.Position);
                return true;
            case DefaultConstraint value:
                column.SetDefault(value, table);
                return true;
            case GeneratedConstraint generated:
                column.SetGeneration(generated, table);
                return true;
            case IdentityConstraint identity:
                column.SetIdentity(identity, table);
                return true;
            default:
                return false;
        }
    }

    /// <summary>Adds a constraint of the table, or of the one column in <paramref name="own"/>.</summary>
    private void AddTableConstraint(Constraint constraint, ImmutableArray<int> own)
    {
        if (constraint is ForeignKeyConstraint foreignKey)
        {
            _foreignKeys.Add((foreignKey, own));
            return;
        }

        if (constraint.Timing is { Deferrable: false, InitiallyDeferred: true })
            throw DefinitionErrors.DeferredNotDeferrable(constraint.Position);
        switch (constraint)
        {
            case PrimaryKeyConstraint key:
                RefuseKeyExtras(key.Options, key.UsingIndex, key.Position);
                AddPrimaryKey(
                    new(key.Name, own.IsEmpty ? FindKeyColumns(key.Columns, "primary key") : own)
                    {
                        Included = FindKeyColumns(key.Include, null), Timing = key.Timing, IsPrimary = true,
                    },
                    key.Position);
                break;
            case UniqueConstraint unique:
                RefuseKeyExtras(unique.Options, unique.UsingIndex, unique.Position);
                _uniques.Add(new(unique.Name, own.IsEmpty ? FindKeyColumns(unique.Columns, "unique") : own)
                {
                    Included = FindKeyColumns(unique.Include, null),
                    NullsNotDistinct = unique.NullsNotDistinct,
                    Timing = unique.Timing,
                });
                break;
            case CheckConstraint { NoInherit: false, NotValid: false } check:
                _checks.Add(new(check.Name, check.Condition));
                break;
            default:
                throw DefinitionErrors.NotSupported(Describe(constraint), constraint.Position);
        }
    }

    /// <summary>
    /// The rows lie in the tree of the primary key, so it includes all columns anyhow. One that is deferrable is an index.
    /// </summary>
    private void AddPrimaryKey(KeyDefinition key, int position)
    {
        if (PrimaryKey is not null || _uniques.Exists(static unique => unique.IsPrimary))
            throw DefinitionErrors.MultiplePrimaryKeys(_table, position);
        if (key.IsDeferrable)
            _uniques.Insert(0, key);
        else
            PrimaryKey = key;
    }

    private static string Describe(Constraint constraint) => constraint switch
    {
        CheckConstraint => "CHECK with NO INHERIT or NOT VALID",
        NotNullConstraint => "NOT NULL as a table constraint",
        _ => "this kind of constraint",
    };

    private static void RefuseKeyExtras(
        SyntaxList<StatementOption> options, string? usingIndex, int position)
    {
        if (!options.IsEmpty)
            throw DefinitionErrors.NotSupported("WITH (storage parameters)", position);
        if (usingIndex is not null)
            throw DefinitionErrors.NotSupported("USING INDEX", position);
    }

    /// <summary>The columns of a key; of INCLUDE, which may repeat one, without a kind of key.</summary>
    private ImmutableArray<int> FindKeyColumns(SyntaxList<Identifier> names, string? kind)
    {
        if (names.Count > KeyColumnsMax)
            throw DefinitionErrors.TooManyKeyColumns(KeyColumnsMax);
        var ordinals = ImmutableArray.CreateBuilder<int>(names.Count);
        foreach (var name in names)
        {
            var ordinal = FindColumn(name.Text);
            if (ordinal < 0)
                throw DefinitionErrors.KeyColumnMissing(name.Text, name.Position);
            if (kind is not null && ordinals.Contains(ordinal))
                throw DefinitionErrors.KeyColumnTwice(name.Text, kind, name.Position);
            ordinals.Add(ordinal);
        }

        return ordinals.ToImmutable();
    }

    private int FindColumn(string name)
    {
        for (var i = 0; i < _columns.Count; i++)
        {
            if (_columns[i].Name == name)
                return i;
        }

        return -1;
    }

    /// <summary>Key columns are not null; a unique constraint that repeats another key in the same order goes.</summary>
    private void CloseKeys()
    {
        if (PrimaryKey is not null)
        {
            foreach (var ordinal in PrimaryKey.Ordinals)
                _columns[ordinal].SetNullable(false, _table, _columns[ordinal].Position);
        }

        foreach (var unique in _uniques)
        {
            foreach (var ordinal in unique.IsPrimary ? unique.Ordinals : [])
                _columns[ordinal].SetNullable(false, _table, _columns[ordinal].Position);
        }

        for (var i = _uniques.Count - 1; i >= 0; i--)
        {
            if (_uniques[i] is { Name: null, IsPrimary: false } && RepeatsAnotherKey(i))
                _uniques.RemoveAt(i);
        }
    }

    private bool RepeatsAnotherKey(int unique)
    {
        var columns = _uniques[unique].Ordinals.AsSpan();
        if (PrimaryKey is not null && PrimaryKey.Ordinals.AsSpan().SequenceEqual(columns))
            return true;
        for (var i = 0; i < _uniques.Count; i++)
        {
            var comesFirst = i < unique || _uniques[i].Name is not null;
            if (i != unique && comesFirst && _uniques[i].Ordinals.AsSpan().SequenceEqual(columns))
                return true;
        }

        return false;
    }
}
