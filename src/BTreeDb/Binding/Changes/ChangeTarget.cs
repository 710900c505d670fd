using System.Collections.Immutable;
using BTreeDb.Binding.Clauses;
using BTreeDb.Binding.Errors;
using BTreeDb.Binding.Expressions;
using BTreeDb.Binding.Names;
using BTreeDb.Binding.Statements;
using BTreeDb.Catalog;
using BTreeDb.Parsing.Syntax;
using BTreeDb.Parsing.Syntax.Changes;

namespace BTreeDb.Binding.Changes;

/// <summary>
/// What a statement changes: a table, by its own name or through updatable views. Names are those of the view then, and
/// mean columns of the table.
/// </summary>
internal sealed class ChangeTarget
{
    private readonly BindingContext _context;
    private readonly ChangeKind _kind;
    private readonly ViewSchema? _view;
    private readonly ImmutableArray<int> _ordinals;

    private ChangeTarget(BindingContext context, ChangeKind kind, TableSchema table)
    {
        (_context, _kind, Table) = (context, kind, table);
        _ordinals = [];
    }

    private ChangeTarget(BindingContext context, ChangeKind kind, ViewSchema view)
    {
        (_context, _kind, _view) = (context, kind, view);
        Table = ViewRow.FindTable(context, view, kind);
        var row = RowBuilder.NewRow(context, Table, new QueryLevel(null));
        var shown = ViewRow.Bind(context, view, row);
        var ordinals = ImmutableArray.CreateBuilder<int>(shown.Columns.Length);
        foreach (var column in shown.Columns)
            ordinals.Add(OrdinalOf(column.Value, row));
        _ordinals = ordinals.MoveToImmutable();
        if (kind != ChangeKind.Delete && !_ordinals.AsSpan().ContainsAnyInRange(0, int.MaxValue))
            throw ChangeErrors.NotUpdatable(kind, view.Name, "Views that have no updatable columns are not automatically updatable.");
    }

    /// <summary>The table.</summary>
    public TableSchema Table { get; }

    /// <summary>The name of the table or view.</summary>
    public string Name => _view?.Name ?? Table.Name;

    /// <summary>Whether the table is changed through a view.</summary>
    public bool IsView => _view is not null;

    /// <summary>Its schema.</summary>
    public string SchemaName => _view?.SchemaName ?? Table.SchemaName;

    /// <summary>Finds the target of a statement.</summary>
    public static ChangeTarget Find(BindingContext context, QualifiedName name, ChangeKind kind)
    {
        if (name.Catalog is not null)
            throw NameErrors.CrossDatabase(string.Join('.', name.Parts), name.Position);
        if (CatalogNames.FindTable(context, name) is { } table)
        {
            return !table.IsMaterializedView || context.Options.MayFillMaterializedViews
                ? new ChangeTarget(context, kind, table)
                : throw ChangeErrors.CannotChangeMaterializedView(table.Name, name.Position);
        }

        if (CatalogNames.FindSequence(context, name) is not null)
            throw ChangeErrors.CannotChangeSequence(name.Name, name.Position);
        return CatalogNames.FindView(context, name) is { } view
            ? new ChangeTarget(context, kind, view)
            : throw NameErrors.UndefinedTable(string.Join('.', name.Parts), name.Position);
    }

    /// <summary>A view as the target; 55000 when it is not updatable.</summary>
    public static ChangeTarget Through(BindingContext context, ChangeKind kind, ViewSchema view) => new(context, kind, view);

    /// <summary>Finds a column by name, or raises 42703; one that the table does not have cannot be changed.</summary>
    public ColumnSchema FindColumn(string name, int position)
    {
        var column = TryFindColumn(name) ?? throw (_kind == ChangeKind.Update && _view is null && SystemColumns.IsName(name)
            ? ChangeErrors.AssignsToSystemColumn(name, position)
            : NameErrors.UndefinedTargetColumn(Name, name, position));
        return column.Ordinal >= 0 ? Table.Columns[column.Ordinal] : throw NotUpdatable(column.Name);
    }

    /// <summary>The columns of INSERT's list, or all of them.</summary>
    /// <param name="names">The list.</param>
    /// <param name="width">How many values there are: further columns need not be updatable.</param>
    public List<ColumnSchema> FindColumns(SyntaxList<AssignmentTarget> names, int width)
    {
        var columns = new List<ColumnSchema>();
        var named = new HashSet<int>();
        var spelled = new HashSet<string>();
        var (wholes, parts) = (new HashSet<string>(), new HashSet<string>());
        foreach (var name in names)
        {
            var column = FindColumn(name.Column, name.Position);
            // Several parts of a column may be named, but not one beside the whole.
            var isPart = !name.Path.IsEmpty;
            if (isPart ? wholes.Contains(name.Column) : !spelled.Add(name.Column) || parts.Contains(name.Column))
                throw ChangeErrors.ColumnTwice(name.Column, name.Position);
            (isPart ? parts : wholes).Add(name.Column);
            if (!named.Add(column.Ordinal) && !isPart)
                throw ChangeErrors.AssignedTwice(column.Name, -1);
            columns.Add(column);
        }
        if (!names.IsEmpty)
            return columns;
        if (_view is null)
        {
            columns.AddRange(Table.Columns);
            return columns;
        }
        for (var i = 0; i < _ordinals.Length && (i < width || _ordinals[i] >= 0); i++)
        {
            var ordinal = _ordinals[i];
            if (ordinal < 0)
                throw NotUpdatable(_view.ColumnNames[i]);
            columns.Add(named.Add(ordinal) || i >= width
                ? Table.Columns[ordinal]
                : throw ChangeErrors.AssignedTwice(Table.Columns[ordinal].Name, -1));
        }
        return columns;
    }

    /// <summary>The target as names see it, over a row of the table.</summary>
    public ScopeItem ItemOver(string? alias, ImmutableArray<BoundColumnDefinition> row)
    {
        var (name, schema) = (alias ?? Name, alias is null ? SchemaName : null);
        return _view is null
            ? SystemColumns.AddTo(ScopeItem.Of(name, schema, Name, row), Table)
            : new ScopeItem(name, schema, Name, ViewRow.Bind(_context, _view, row).Columns);
    }

    /// <summary>The conditions of the views, which rows satisfy that can be seen through them; null without any.</summary>
    public BoundExpression? Condition(ImmutableArray<BoundColumnDefinition> row, BoundExpression? where)
    {
        var conditions = ImmutableArray.CreateBuilder<BoundExpression>();
        foreach (var condition in _view is null ? [] : ViewRow.Bind(_context, _view, row).Conditions)
            conditions.Add(condition.Value);
        if (where is not null)
            conditions.Add(where);
        return conditions.Count switch
        {
            0 => null,
            1 => conditions[0],
            _ => Scalars.LogicalBuilder.Combine(isAnd: true, conditions.ToArray()),
        };
    }

    /// <summary>The CHECK constraints of the table, and the conditions that WITH CHECK OPTION makes of its views.</summary>
    public ImmutableArray<BoundCheck> BindChecks(ImmutableArray<BoundColumnDefinition> row)
    {
        var checks = _context.StoredExpressions.BindChecks(Table, row);
        if (_view is null)
            return checks;
        var all = checks.ToBuilder();
        foreach (var condition in ViewRow.Bind(_context, _view, row).Conditions)
        {
            if (condition.IsChecked)
                all.Add(new BoundCheck(condition.View.Name, condition.Value) { IsOfView = true });
        }
        return all.ToImmutable();
    }

    private static int OrdinalOf(BoundExpression value, ImmutableArray<BoundColumnDefinition> row)
    {
        for (var i = 0; i < row.Length; i++)
        {
            if (value is BoundColumn column && column.Id == row[i].Id)
                return i;
        }
        return -1;
    }

    private TargetColumn? TryFindColumn(string name)
    {
        for (var i = 0; i < _ordinals.Length; i++)
        {
            if (_view!.ColumnNames[i] == name)
                return new TargetColumn(name, _ordinals[i]);
        }
        if (_view is not null)
            return null;
        foreach (var column in Table.Columns)
        {
            if (column.Name == name)
                return new TargetColumn(name, column.Ordinal);
        }
        return null;
    }

    private Diagnostics.EngineException NotUpdatable(string column) =>
        ChangeErrors.ColumnNotUpdatable(_kind, column, Name);

    /// <summary>A column by the name that the target gives it; below zero it is none of the table's.</summary>
    private sealed record TargetColumn(string Name, int Ordinal);
}
