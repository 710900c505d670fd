using BTreeDb.Catalog;
using BTreeDb.Diagnostics;
using BTreeDb.Parsing.Syntax;
using BTreeDb.Parsing.Syntax.Definitions;
using BTreeDb.Types;

namespace BTreeDb.Engine.Definitions;

/// <summary>DROP TABLE, VIEW, MATERIALIZED VIEW, SEQUENCE, INDEX, TYPE, DOMAIN, COLLATION and SCHEMA.</summary>
internal sealed class ObjectDrop
{
    private readonly DefinitionContext _context;
    private readonly DropStatement _statement;
    private readonly List<SchemaItem> _items = [];

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
        foreach (var name in _statement.Names)
        {
            if (Find(name) is { } item)
                _items.Add(item);
        }

        DropSet.Run(_context, _items, _statement.Behavior);
    }

    private SchemaItem? Find(QualifiedName name)
    {
        var catalog = _context.Catalog;
        switch (_statement.Kind)
        {
            case ObjectKind.Table:
                if (catalog.TryGetTable(name.Schema, name.Name, out var table) && !table.IsMaterializedView)
                {
                    _context.LockTable(table);
                    return SchemaItem.Of(table);
                }

                return SkipOrRefuse(name, "table", CatalogErrors.TableMissing(Shown(name)));
            case ObjectKind.MaterializedView:
                if (catalog.TryGetTable(name.Schema, name.Name, out var stored) && stored.IsMaterializedView)
                {
                    _context.LockTable(stored);
                    return SchemaItem.Of(stored);
                }

                return SkipOrRefuse(name, "materialized view", CatalogErrors.MaterializedViewMissing(Shown(name)));
            case ObjectKind.View:
                return catalog.TryGetView(name.Schema, name.Name, out var view)
                    ? SchemaItem.Of(view)
                    : SkipOrRefuse(name, "view", CatalogErrors.ViewMissing(Shown(name)));
            case ObjectKind.Sequence:
                return catalog.TryGetSequence(name.Schema, name.Name, out var sequence)
                    ? FindSequence(sequence)
                    : SkipOrRefuse(name, "sequence", CatalogErrors.SequenceMissing(Shown(name)));
            case ObjectKind.Index:
                return FindIndex(name);
            case ObjectKind.Type or ObjectKind.Domain:
                return FindType(name);
            case ObjectKind.Collation:
                return FindCollation(name);
            case ObjectKind.Schema:
                return FindSchema(name);
            default:
                throw DefinitionErrors.NotSupported($"DROP {_statement.Kind.ToString().ToUpperInvariant()}", _statement.Position);
        }
    }

    private SchemaItem FindSequence(SequenceSchema sequence)
    {
        if (sequence.IsIdentity && _context.Catalog.TryGetTable(sequence.OwnerTable, out var owner))
        {
            foreach (var column in owner.Columns)
            {
                if (column.Number == sequence.OwnerColumn)
                {
                    throw DefinitionErrors.IdentityRequiresSequence(
                        _context.Catalog.Describe(SchemaItem.Of(sequence)),
                        _context.Catalog.Describe(SchemaItem.Of(owner, column)));
                }
            }
        }

        return SchemaItem.Of(sequence);
    }

    private SchemaItem? FindIndex(QualifiedName name)
    {
        if (_context.Catalog.TryGetPrimaryKey(name.Schema, name.Name, out var owner))
            throw DefinitionErrors.IndexBacksConstraint(name.Name, owner.Name);
        if (!_context.Catalog.TryGetIndex(name.Schema, name.Name, out var index))
            return SkipOrRefuse(name, "index", CatalogErrors.IndexMissing(Shown(name)));
        if (!_context.Catalog.TryGetTable(index.TableId, out var table))
            throw CatalogErrors.Corrupt($"index {index.Name} has no table");
        if (index.BacksConstraint)
            throw DefinitionErrors.IndexBacksConstraint(index.Name, table.Name);
        _context.LockTable(table);
        return new SchemaItem(SchemaItemKind.Index, table.Id, index.Name);
    }

    private SchemaItem? FindType(QualifiedName name)
    {
        var isDomain = _statement.Kind == ObjectKind.Domain;
        if (_context.Catalog.TryGetType(name.Schema, name.Name, out var type))
        {
            if (isDomain && type is not DomainType)
                throw DefinitionErrors.NotADomain(name.Name);
            return SchemaItem.Of(type);
        }

        CheckSchema(name);
        if (!_statement.IfExists)
            throw CatalogErrors.TypeMissing(Shown(name));
        _context.Notice($"type \"{Shown(name)}\" does not exist, skipping");
        return null;
    }

    private SchemaItem? FindCollation(QualifiedName name)
    {
        if (!_statement.IfExists || _context.Catalog.TryGetCollation(name.Schema, name.Name, out _))
            return SchemaItem.Of(CollationDefinition.Find(_context, name));
        _context.Notice($"collation \"{Shown(name)}\" does not exist, skipping");
        return null;
    }

    private SchemaItem? FindSchema(QualifiedName name)
    {
        if (_context.Catalog.TryGetSchema(name.Name, out var schema))
            return SchemaItem.Of(schema);
        if (!_statement.IfExists)
            throw CatalogErrors.SchemaMissing(name.Name);
        _context.Notice($"schema \"{name.Name}\" does not exist, skipping");
        return null;
    }

    private SchemaItem? SkipOrRefuse(QualifiedName name, string kind, EngineException missing)
    {
        if (FindOtherKind(name) is { } other)
            throw CatalogErrors.NotA(name.Name, kind == "index" ? "an index" : $"a {kind}", $"Use DROP {other.ToUpperInvariant()} to remove {(other == "index" ? "an" : "a")} {other}.");
        CheckSchema(name);
        if (!_statement.IfExists)
            throw missing;
        _context.Notice($"{kind} \"{name.Name}\" does not exist, skipping");
        return null;
    }

    private void CheckSchema(QualifiedName name)
    {
        if (name.Schema is not { } schema || _context.Catalog.HasSchema(schema))
            return;
        if (!_statement.IfExists)
            throw CatalogErrors.SchemaMissing(schema);
    }

    private static string Shown(QualifiedName name) => string.Join('.', name.Parts);

    private string? FindOtherKind(QualifiedName name)
    {
        var catalog = _context.Catalog;
        if (catalog.TryGetTable(name.Schema, name.Name, out var table))
            return table.KindName;
        if (catalog.TryGetView(name.Schema, name.Name, out _))
            return "view";
        if (catalog.TryGetSequence(name.Schema, name.Name, out _))
            return "sequence";
        return catalog.HasRelation(name.Schema, name.Name) ? "index" : null;
    }
}
