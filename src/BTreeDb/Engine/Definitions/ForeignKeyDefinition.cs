using System.Collections.Immutable;
using BTreeDb.Binding.Coercion;
using BTreeDb.Catalog;
using BTreeDb.Parsing.Syntax;
using BTreeDb.Parsing.Syntax.Definitions;
using BTreeDb.Types;

namespace BTreeDb.Engine.Definitions;

/// <summary>Turns FOREIGN KEY, of CREATE or ALTER TABLE, into its definition: finds both sides and checks that they fit.</summary>
internal sealed class ForeignKeyDefinition
{
    private readonly DefinitionContext _context;
    private readonly TableSchema _table;
    private readonly ForeignKeyConstraint _syntax;

    private ForeignKeyDefinition(DefinitionContext context, TableSchema table, ForeignKeyConstraint syntax) =>
        (_context, _table, _syntax) = (context, table, syntax);

    /// <summary>Adds a foreign key to the definition of a table; whether its rows satisfy it is another question.</summary>
    /// <param name="context">The surroundings.</param>
    /// <param name="table">The table, which may be new.</param>
    /// <param name="syntax">The constraint.</param>
    /// <param name="own">The column that the constraint belongs to; empty for one of the table.</param>
    /// <param name="isTaken">Whether a constraint of the table has a name.</param>
    public static TableSchema AddTo(
        DefinitionContext context, TableSchema table, ForeignKeyConstraint syntax, ImmutableArray<int> own,
        Func<string, bool> isTaken)
    {
        var key = new ForeignKeyDefinition(context, table, syntax).Define(own, isTaken);
        return table with { ForeignKeys = table.ForeignKeys.Add(key) };
    }

    private ForeignKeySchema Define(ImmutableArray<int> own, Func<string, bool> isTaken)
    {
        var referenced = FindReferenced();
        var isTemporary = _table.SchemaName == _context.Catalog.Path.Temporary;
        if (isTemporary != (referenced.SchemaName == _context.Catalog.Path.Temporary))
            throw ForeignKeyErrors.AcrossPersistence(isTemporary);
        if (_syntax.Timing is { Deferrable: false, InitiallyDeferred: true })
            throw DefinitionErrors.DeferredNotDeferrable(_syntax.Position);
        if (_syntax.Match == ForeignKeyMatch.Partial)
            throw ForeignKeyErrors.MatchPartial(_syntax.Position);
        RefuseColumnsOnUpdate(_syntax.OnUpdate);
        var columns = own.IsEmpty ? FindColumns(_table, _syntax.Columns) : own;
        var (referencedColumns, index) = FindKey(referenced, columns.Length);
        var name = _syntax.Name;
        if (name is not null && isTaken(name))
            throw DefinitionErrors.ConstraintExists(name, _table.Name);
        name ??= ConstraintNames.Choose(_table.Name, ConstraintNames.JoinColumns(NamesOf(columns)), "fkey", isTaken);
        CheckTypes(name, _table, columns, referenced, referencedColumns);
        return new ForeignKeySchema(
            _context.Edit.NewObjectId(), name, _table.Id, columns, referenced.Id, referencedColumns, index)
        {
            IsMatchFull = _syntax.Match == ForeignKeyMatch.Full,
            OnDelete = ActionOf(_syntax.OnDelete),
            OnUpdate = ActionOf(_syntax.OnUpdate),
            SetColumns = FindSetColumns(columns),
            IsDeferrable = _syntax.Timing.Deferrable ?? _syntax.Timing.InitiallyDeferred ?? false,
            IsInitiallyDeferred = _syntax.Timing.InitiallyDeferred ?? false,
            IsValid = !_syntax.NotValid,
        };
    }

    private TableSchema FindReferenced()
    {
        var name = _syntax.ReferencedTable;
        if (name.Name == _table.Name && (name.Schema is null || name.Schema == _table.SchemaName))
            return _table;
        if (name.Schema is not null)
            _context.ResolveSchema(name.Schema);
        if (!_context.Catalog.TryGetTable(name.Schema, name.Name, out var referenced))
        {
            throw _context.Catalog.HasRelation(name.Schema, name.Name)
                ? ForeignKeyErrors.NotATable(name.Name)
                : CatalogErrors.RelationMissing(string.Join('.', name.Parts), -1);
        }

        if (IsTemporary(referenced) != IsTemporary(_table))
            throw ForeignKeyErrors.TemporaryReference(IsTemporary(_table));
        _context.LockTable(referenced);
        return referenced;
    }

    internal static bool IsTemporary(TableSchema table) => table.SchemaName.StartsWith("pg_temp_", StringComparison.Ordinal);

    private static void RefuseColumnsOnUpdate(ReferentialAction action)
    {
        if (!action.Columns.IsEmpty)
        {
            throw ForeignKeyErrors.SetColumnsOnUpdate(
                action.Kind == ReferentialActionKind.SetNull ? "SET NULL" : "SET DEFAULT", action.Position);
        }
    }

    private static ImmutableArray<int> FindColumns(TableSchema table, SyntaxList<Identifier> names)
    {
        var ordinals = ImmutableArray.CreateBuilder<int>(names.Count);
        foreach (var name in names)
            ordinals.Add(FindColumn(table, name.Text));
        return ordinals.MoveToImmutable();
    }

    private static int FindColumn(TableSchema table, string name)
    {
        foreach (var column in table.Columns)
        {
            if (column.Name == name)
                return column.Ordinal;
        }

        throw ForeignKeyErrors.ColumnMissing(name);
    }

    private (ImmutableArray<int> Columns, ObjectId Index) FindKey(TableSchema referenced, int width)
    {
        if (_syntax.ReferencedColumns.IsEmpty)
        {
            if (referenced.IndexedPrimaryKey is { } index)
            {
                if (index.IsDeferrable)
                    throw ForeignKeyErrors.DeferrableKey(referenced.Name);
                return index.Columns.Length == width
                    ? (referenced.KeyOrdinals(index.Columns), index.Id)
                    : throw ForeignKeyErrors.ColumnCounts();
            }

            if (referenced.HasHiddenRowId)
                throw ForeignKeyErrors.NoPrimaryKey(referenced.Name);
            var primary = ImmutableArray.CreateBuilder<int>(referenced.PrimaryKey.Length);
            foreach (var column in referenced.PrimaryKey)
                primary.Add(column.Ordinal);
            return primary.Count == width ? (primary.MoveToImmutable(), default) : throw ForeignKeyErrors.ColumnCounts();
        }

        var columns = FindColumns(referenced, _syntax.ReferencedColumns);
        if (columns.Length != width)
            throw ForeignKeyErrors.ColumnCounts();
        for (var i = 0; i < columns.Length; i++)
        {
            if (columns.AsSpan(0, i).Contains(columns[i]))
                throw ForeignKeyErrors.ReferencedTwice();
        }

        return (columns, FindIndex(referenced, columns));
    }

    /// <summary>The unique index over columns, in whatever order; no id for the primary key.</summary>
    private static ObjectId FindIndex(TableSchema referenced, ImmutableArray<int> columns)
    {
        if (IsOver(referenced, referenced.PrimaryKey, columns))
            return default;
        foreach (var index in referenced.Indexes)
        {
            if (index.IsUnique && index.PredicateSql is null && IsOver(referenced, index.Columns, columns))
                return index.IsDeferrable ? throw ForeignKeyErrors.DeferrableKey(referenced.Name) : index.Id;
        }

        throw ForeignKeyErrors.NoUniqueKey(referenced.Name);
    }

    private static bool IsOver(TableSchema table, ImmutableArray<IndexColumn> key, ImmutableArray<int> columns)
    {
        if (key.Length != columns.Length)
            return false;
        foreach (var column in key)
        {
            if (!columns.Contains(table.KeyOrdinal(column)))
                return false;
        }

        return true;
    }

    /// <summary>A value must become one of the referenced type by itself.</summary>
    public static void CheckTypes(
        string name, TableSchema table, ImmutableArray<int> columns, TableSchema referenced, ImmutableArray<int> referencedColumns)
    {
        for (var i = 0; i < columns.Length; i++)
        {
            var (from, to) = (table.Columns[columns[i]], referenced.Columns[referencedColumns[i]]);
            var fits = CastRules.Allows(from.Type.Id, to.Type.Id, CastContext.Implicit)
                || (IsInteger(from.Type) && IsInteger(to.Type));
            if (!fits || from.Type.Base.UserTypeId != to.Type.Base.UserTypeId)
            {
                throw ForeignKeyErrors.Incompatible(
                    name, from.Name, to.Name, TypeNames.Of(from.Type with { Modifier = -1 }),
                    TypeNames.Of(to.Type with { Modifier = -1 }));
            }
        }
    }

    private static bool IsInteger(SqlType type) => type.Id is TypeId.SmallInt or TypeId.Integer or TypeId.BigInt;

    private ImmutableArray<int> FindSetColumns(ImmutableArray<int> columns)
    {
        var set = FindColumns(_table, _syntax.OnDelete.Columns);
        foreach (var ordinal in set)
        {
            if (!columns.Contains(ordinal))
                throw ForeignKeyErrors.SetColumnNotInKey(_table.Columns[ordinal].Name);
        }

        return set;
    }

    private string[] NamesOf(ImmutableArray<int> ordinals)
    {
        var names = new string[ordinals.Length];
        for (var i = 0; i < names.Length; i++)
            names[i] = _table.Columns[ordinals[i]].Name;
        return names;
    }

    private static ForeignKeyAction ActionOf(ReferentialAction action) => action.Kind switch
    {
        ReferentialActionKind.Restrict => ForeignKeyAction.Restrict,
        ReferentialActionKind.Cascade => ForeignKeyAction.Cascade,
        ReferentialActionKind.SetNull => ForeignKeyAction.SetNull,
        ReferentialActionKind.SetDefault => ForeignKeyAction.SetDefault,
        _ => ForeignKeyAction.NoAction,
    };
}
