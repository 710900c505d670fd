using BTreeDb.Catalog;
using BTreeDb.Parsing.Syntax;
using BTreeDb.Parsing.Syntax.Changes;

namespace BTreeDb.Engine.Definitions;

/// <summary>
/// TRUNCATE: the tables get new, empty trees. Readers of older snapshots keep the old ones, which go when nobody needs
/// them; a rollback brings them back.
/// </summary>
internal sealed class Truncation
{
    private readonly DefinitionContext _context;
    private readonly TruncateStatement _statement;
    private readonly List<TableSchema> _tables = [];
    private readonly HashSet<ObjectId> _ids = [];

    private Truncation(DefinitionContext context, TruncateStatement statement) =>
        (_context, _statement) = (context, statement);

    /// <summary>Runs the statement.</summary>
    public static void Run(DefinitionContext context, TruncateStatement statement) =>
        new Truncation(context, statement).Run();

    private void Run()
    {
        foreach (var reference in _statement.Tables)
            Add(Find(reference.Name));
        if (_statement.Behavior == DropBehavior.Cascade)
            AddReferencing();
        else
            RefuseReferenced();
        foreach (var table in _tables)
            Empty(table.Id);
    }

    private TableSchema Find(QualifiedName name)
    {
        if (_context.Catalog.TryGetTable(name.Schema, name.Name, out var table))
            return table;
        if (name.Schema is not null)
            _context.ResolveSchema(name.Schema);
        throw _context.Catalog.HasRelation(name.Schema, name.Name)
            ? CatalogErrors.NotATable(name.Name)
            : CatalogErrors.RelationMissing(name.Name, -1);
    }

    private bool Add(TableSchema table)
    {
        if (!_ids.Add(table.Id))
            return false;
        _context.LockTable(table);
        _tables.Add(table);
        return true;
    }

    /// <summary>Tables whose foreign keys refer to one that is truncated, directly or not, are truncated, too.</summary>
    private void AddReferencing()
    {
        for (var i = 0; i < _tables.Count; i++)
        {
            foreach (var key in _tables[i].ReferencedBy)
            {
                if (_context.Catalog.TryGetTable(key.Table, out var referencing) && Add(referencing))
                    _context.Notify(SessionErrors.Skipped($"truncate cascades to table \"{referencing.Name}\""));
            }
        }
    }

    private void RefuseReferenced()
    {
        foreach (var table in _tables)
        {
            foreach (var key in table.ReferencedBy)
            {
                if (!_ids.Contains(key.Table) && _context.Catalog.TryGetTable(key.Table, out var referencing))
                    throw DefinitionErrors.TruncatesReferenced(table.Name, referencing.Name);
            }
        }
    }

    private void Empty(ObjectId id)
    {
        // Its definition may be another one since a table beside it got a new one.
        if (!_context.Catalog.TryGetTable(id, out var table))
            return;
        var rows = _context.Access.GetTable(table).State.Rows.Rows;
        var indexes = table.Indexes.ToBuilder();
        for (var i = 0; i < indexes.Count; i++)
        {
            var tree = _context.CreateTree();
            _context.DropTree(indexes[i].Tree, replacement: tree);
            indexes[i] = indexes[i] with { Tree = tree };
        }

        var empty = table with { Tree = _context.CreateTree(), Indexes = indexes.ToImmutable() };
        _context.DropTree(table.Tree, replacement: empty.Tree);
        _context.Edit.PutTable(empty);
        _context.Access.CountRows(_context.Access.GetTable(empty), -(long)rows);
    }
}
