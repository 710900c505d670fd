using BTreeDb.Transactions;

namespace BTreeDb.Catalog;

/// <summary>
/// The changes that one transaction makes to the catalog: records in the tree, and a private snapshot that shows them to
/// the transaction itself. One transaction at a time has one, under the catalog lock (invariant C3).
/// </summary>
internal sealed class CatalogEdit
{
    private readonly CatalogStore _store;
    private readonly Transaction _transaction;
    private readonly List<ObjectId> _dropped = [];

    /// <summary>Starts from the transaction's catalog, which must be the newest committed one.</summary>
    public CatalogEdit(CatalogStore store, Transaction transaction, CatalogSnapshot start)
    {
        if (start.Number != store.Latest.Number)
            throw CatalogErrors.CatalogChanged();
        _store = store;
        _transaction = transaction;
        Number = start.Number + 1;
        Current = start.With(Number, start.NextObjectId);
    }

    /// <summary>The catalog with the changes so far.</summary>
    public CatalogSnapshot Current { get; private set; }

    /// <summary>Whether anything was changed; if not, there is nothing to publish.</summary>
    public bool HasChanges { get; private set; }

    /// <summary>The number of the change.</summary>
    public ulong Number { get; }

    /// <summary>The tables that are gone once the transaction commits.</summary>
    public IReadOnlyList<ObjectId> Dropped => _dropped;

    /// <summary>Takes a new object id.</summary>
    public ObjectId NewObjectId()
    {
        var id = Current.NextObjectId;
        if (id == uint.MaxValue)
            throw CatalogErrors.TooManyObjects();
        Current = Current.With(Number, id + 1);
        return new(id);
    }

    /// <summary>Adds a table, or gives one of the same id a new definition.</summary>
    /// <remarks>Tables that its foreign keys refer to, or did so, get a new definition, too.</remarks>
    public void PutTable(TableSchema table)
    {
        Current.TryGetTable(table.Id, out var before);
        var keysBefore = before?.ForeignKeys ?? [];
        table = table with { ReferencedBy = before?.ReferencedBy ?? [] };
        foreach (var key in keysBefore)
        {
            if (!table.ForeignKeys.Contains(key))
                table = EditReferenced(table, key, isAdded: false);
        }

        foreach (var key in table.ForeignKeys)
        {
            if (!keysBefore.Contains(key))
                table = EditReferenced(table, key, isAdded: true);
        }

        ReplaceTable(before, table);
    }

    private void ReplaceTable(TableSchema? before, TableSchema table)
    {
        var schema = _store.FindSchema(table.SchemaName);
        List<CatalogRecord> old = before is null ? [] : CatalogRecordWriter.Table(before, schema);
        table = table with { DefinedIn = Number };
        _store.Replace(_transaction, old, CatalogRecordWriter.Table(table, schema));
        Current = Current.WithTable(table);
        SaveHeader();
    }

    /// <summary>Drops a table.</summary>
    public void DropTable(TableSchema table)
    {
        foreach (var key in table.ForeignKeys)
        {
            if (!key.IsSelfReference)
                EditReferenced(table, key, isAdded: false);
        }

        _store.Replace(_transaction, CatalogRecordWriter.Table(table, _store.FindSchema(table.SchemaName)), []);
        _store.DeleteRowCount(_transaction, table.Id);
        _dropped.Add(table.Id);
        Current = Current.WithoutTable(table);
        SaveHeader();
    }

    /// <summary>Adds a view, or gives one of the same id a new definition.</summary>
    public void PutView(ViewSchema view, ViewSchema? before)
    {
        var schema = _store.FindSchema(view.SchemaName);
        List<CatalogRecord> old = before is null ? [] : CatalogRecordWriter.View(before, schema);
        _store.Replace(_transaction, old, CatalogRecordWriter.View(view, schema));
        Current = Current.WithView(view);
        SaveHeader();
    }

    /// <summary>Drops a view.</summary>
    public void DropView(ViewSchema view)
    {
        _store.Replace(_transaction, CatalogRecordWriter.View(view, _store.FindSchema(view.SchemaName)), []);
        Current = Current.WithoutView(view);
        SaveHeader();
    }

    /// <summary>How far the change has come.</summary>
    public CatalogEditMark Mark() => new(Current, _dropped.Count, HasChanges);

    /// <summary>Returns to a mark, after the transaction has taken the records back.</summary>
    public void RollbackTo(CatalogEditMark mark)
    {
        Current = mark.Catalog;
        HasChanges = mark.HasChanges;
        _dropped.RemoveRange(mark.Dropped, _dropped.Count - mark.Dropped);
    }

    /// <summary>
    /// Lets the table that a foreign key refers to know of it, so that who writes that table under an older definition
    /// finds out. Returns the referencing table, which may be the same one.
    /// </summary>
    private TableSchema EditReferenced(TableSchema table, ForeignKeySchema key, bool isAdded)
    {
        var referenced = table;
        if (!key.IsSelfReference && !Current.TryGetTable(key.ReferencedTable, out referenced))
            return table;
        var others = referenced.ReferencedBy.RemoveAll(other => other.Id == key.Id);
        var changed = referenced with { ReferencedBy = isAdded ? ForeignKeyRecords.Sorted(others.Add(key)) : others };
        if (key.IsSelfReference)
            return changed;
        ReplaceTable(referenced, changed);
        return table;
    }

    private void SaveHeader()
    {
        HasChanges = true;
        _store.Put(_transaction, CatalogRecordWriter.Database(Number, Current.NextObjectId));
    }
}
