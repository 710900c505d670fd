using System.Text;
using BTreeDb.Catalog;
using BTreeDb.Diagnostics;
using BTreeDb.Parsing.Syntax;
using BTreeDb.Parsing.Syntax.Definitions;

namespace BTreeDb.Engine.Definitions;

/// <summary>DROP TABLE, VIEW and INDEX.</summary>
internal sealed class ObjectDrop
{
    private readonly DefinitionContext _context;
    private readonly DropStatement _statement;

    private ObjectDrop(DefinitionContext context, DropStatement statement)
    {
        _context = context;
        _statement = statement;
    }

    /// <summary>Runs the statement.</summary>
    public static void Run(DefinitionContext context, DropStatement statement) =>
        new ObjectDrop(context, statement).Run();

    private void Run()
    {
        switch (_statement.Kind)
        {
            case ObjectKind.Table:
                DropTables();
                break;
            case ObjectKind.View:
                DropViews();
                break;
            case ObjectKind.Index:
                foreach (var name in _statement.Names)
                    DropIndex(name);
                break;
            default:
                throw DefinitionErrors.NotSupported($"DROP {_statement.Kind.ToString().ToUpperInvariant()}", _statement.Position);
        }
    }

    private void DropTables()
    {
        var tables = new List<TableSchema>();
        foreach (var name in _statement.Names)
        {
            if (_context.TryLockTable(name.Schema, name.Name, out var table))
                tables.Add(table);
            else
                SkipOrRefuse(name, "table", CatalogErrors.TableMissing(name.Name));
        }

        foreach (var table in tables)
        {
            DropDependents(table.Id, $"table {table.Name}", []);
            DropForeignKeysTo(table, tables);
        }
        foreach (var named in tables)
        {
            // The same table may have been named twice.
            if (!_context.Catalog.TryGetTable(named.Id, out var table))
                continue;
            _context.Edit.DropTable(table);
            _context.DropTree(table.Tree);
            foreach (var index in table.Indexes)
                _context.DropTree(index.Tree);
        }
    }

    /// <summary>Foreign keys of other tables go under CASCADE, and refuse the drop otherwise.</summary>
    private void DropForeignKeysTo(TableSchema table, List<TableSchema> together)
    {
        var details = new StringBuilder();
        foreach (var key in table.ReferencedBy)
        {
            if (together.Exists(other => other.Id == key.Table) || !_context.Catalog.TryGetTable(key.Table, out var owner))
                continue;
            if (_statement.Behavior == DropBehavior.Cascade)
            {
                _context.LockTable(owner);
                _context.Notify(SessionErrors.Skipped($"drop cascades to constraint {key.Name} on table {owner.Name}"));
                _context.Edit.PutTable(owner with { ForeignKeys = owner.ForeignKeys.Remove(key) });
            }
            else
            {
                details.Append(details.Length > 0 ? "\n" : "")
                    .Append($"constraint {key.Name} on table {owner.Name} depends on table {table.Name}");
            }
        }

        if (details.Length > 0)
            throw DefinitionErrors.HasDependents($"table {table.Name}", details.ToString());
    }

    private void DropViews()
    {
        var views = new List<ViewSchema>();
        foreach (var name in _statement.Names)
        {
            if (_context.Catalog.TryGetView(name.Schema, name.Name, out var view))
                views.Add(view);
            else
                SkipOrRefuse(name, "view", CatalogErrors.ViewMissing(name.Name));
        }

        var together = new HashSet<ObjectId>();
        foreach (var view in views)
            together.Add(view.Id);
        foreach (var view in views)
        {
            DropDependents(view.Id, $"view {view.Name}", together);
            if (_context.Catalog.TryGetView(view.SchemaName, view.Name, out var present) && present.Id == view.Id)
                _context.Edit.DropView(view);
        }
    }

    private void DropIndex(QualifiedName name)
    {
        if (_context.Catalog.TryGetPrimaryKey(name.Schema, name.Name, out var owner))
            throw DefinitionErrors.IndexBacksConstraint(name.Name, owner.Name);
        if (!_context.Catalog.TryGetIndex(name.Schema, name.Name, out var index))
        {
            SkipOrRefuse(name, "index", CatalogErrors.IndexMissing(name.Name));
            return;
        }

        if (!_context.Catalog.TryGetTable(index.TableId, out var table))
            throw CatalogErrors.Corrupt($"index {index.Name} has no table");
        if (index.BacksConstraint)
            throw DefinitionErrors.IndexBacksConstraint(index.Name, table.Name);
        _context.LockTable(table);
        _context.Edit.PutTable(table with { Indexes = table.Indexes.Remove(index) });
        _context.DropTree(index.Tree);
    }

    /// <summary>Drops the views that depend on an object under CASCADE, and refuses the drop otherwise.</summary>
    private void DropDependents(ObjectId id, string what, HashSet<ObjectId> together)
    {
        var isCascade = _statement.Behavior == DropBehavior.Cascade;
        var dependents = _context.Catalog.FindDependents(id);
        var details = new StringBuilder();
        foreach (var view in dependents)
        {
            if (!isCascade && !together.Contains(view.Id))
                details.Append(details.Length > 0 ? "\n" : "").Append($"view {view.Name} depends on {what}");
        }

        if (details.Length > 0)
            throw DefinitionErrors.HasDependents(what, details.ToString());
        foreach (var view in dependents)
        {
            if (!isCascade || !_context.Catalog.TryGetView(view.SchemaName, view.Name, out _))
                continue;
            DropDependents(view.Id, $"view {view.Name}", together);
            _context.Notify(SessionErrors.Skipped($"drop cascades to view {view.Name}"));
            _context.Edit.DropView(view);
        }
    }

    private void SkipOrRefuse(QualifiedName name, string kind, EngineException missing)
    {
        if (FindOtherKind(name) is { } other)
            throw CatalogErrors.NotA(name.Name, kind == "index" ? "an index" : $"a {kind}", $"Use DROP {other.ToUpperInvariant()} to remove {(other == "index" ? "an" : "a")} {other}.");
        if (name.Schema is { } schema && schema != CatalogSnapshot.DefaultSchema && !_statement.IfExists)
            throw CatalogErrors.SchemaMissing(schema);
        if (!_statement.IfExists)
            throw missing;
        _context.Notify(SessionErrors.Skipped($"{kind} \"{name.Name}\" does not exist, skipping"));
    }

    private string? FindOtherKind(QualifiedName name)
    {
        if (_context.Catalog.TryGetTable(name.Schema, name.Name, out _))
            return "table";
        if (_context.Catalog.TryGetView(name.Schema, name.Name, out _))
            return "view";
        return _context.Catalog.HasRelation(name.Schema, name.Name) ? "index" : null;
    }
}
