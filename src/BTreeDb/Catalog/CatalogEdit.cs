using System.Collections.Immutable;
using BTreeDb.Transactions;
using BTreeDb.Types;

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
        var id = _store.TakeObjectId(Current.NextObjectId);
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
        var schema = FindSchema(table.SchemaName);
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

        _store.Replace(_transaction, CatalogRecordWriter.Table(table, FindSchema(table.SchemaName)), []);
        PutComments(table.Id, []);
        foreach (var index in table.Indexes)
            PutComments(index.Id, []);
        _store.DeleteEstimates(_transaction, table);
        _dropped.Add(table.Id);
        Current = Current.WithoutTable(table);
        SaveHeader();
    }

    /// <summary>Adds a view, or gives one of the same id a new definition.</summary>
    public void PutView(ViewSchema view, ViewSchema? before)
    {
        var schema = FindSchema(view.SchemaName);
        List<CatalogRecord> old = before is null ? [] : CatalogRecordWriter.View(before, schema);
        _store.Replace(_transaction, old, CatalogRecordWriter.View(view, schema));
        Current = Current.WithView(view);
        SaveHeader();
    }

    /// <summary>Drops a view.</summary>
    public void DropView(ViewSchema view)
    {
        _store.Replace(_transaction, CatalogRecordWriter.View(view, FindSchema(view.SchemaName)), []);
        PutComments(view.Id, []);
        Current = Current.WithoutView(view);
        SaveHeader();
    }

    /// <summary>Adds a sequence, or gives one of the same id a new definition.</summary>
    public void PutSequence(SequenceSchema sequence)
    {
        _store.Put(_transaction, CatalogRecordWriter.Sequence(sequence, FindSchema(sequence.SchemaName)));
        Current = Current.WithSequence(sequence);
        SaveHeader();
    }

    /// <summary>Sets where a new sequence state stands.</summary>
    public void PutSequenceState(ObjectId state, SequencePoint position) =>
        _store.Put(_transaction, CatalogRecordWriter.SequenceState(state, position));

    /// <summary>Forgets where a sequence stood before it was restarted.</summary>
    public void DropSequenceState(ObjectId state) =>
        _store.Replace(_transaction, [CatalogRecordWriter.SequenceState(state, default)], []);

    /// <summary>Drops a sequence.</summary>
    public void DropSequence(SequenceSchema sequence)
    {
        DropSequenceState(sequence.State);
        _store.Replace(_transaction, [CatalogRecordWriter.Sequence(sequence, FindSchema(sequence.SchemaName))], []);
        PutComments(sequence.Id, []);
        Current = Current.WithoutSequence(sequence);
        SaveHeader();
    }

    /// <summary>Adds a schema, or renames one of the same id.</summary>
    public void PutSchema(NamespaceSchema schema)
    {
        _store.Put(_transaction, CatalogRecordWriter.Schema(schema.Id, schema.Name));
        Current = Current.WithSchema(schema);
        SaveHeader();
    }

    /// <summary>Drops a schema, in which nothing is any more.</summary>
    public void DropSchema(NamespaceSchema schema)
    {
        _store.Replace(_transaction, [CatalogRecordWriter.Schema(schema.Id, schema.Name)], []);
        PutComments(schema.Id, []);
        Current = Current.WithoutSchema(schema);
        SaveHeader();
    }

    /// <summary>Adds a type, or gives one of the same id a new definition.</summary>
    public void PutType(UserType type, UserType? before)
    {
        var schema = FindSchema(type.SchemaName);
        List<CatalogRecord> old = before is null ? [] : CatalogRecordWriter.Type(before, schema);
        _store.Replace(_transaction, old, CatalogRecordWriter.Type(type, schema));
        Current = Current.WithType(type);
        SaveHeader();
    }

    /// <summary>Drops a type, which nothing has any more.</summary>
    public void DropType(UserType type)
    {
        _store.Replace(_transaction, CatalogRecordWriter.Type(type, FindSchema(type.SchemaName)), []);
        PutComments(new(type.Id), []);
        Current = Current.WithoutType(type);
        SaveHeader();
    }

    /// <summary>Adds a collation, or gives one of the same id another name.</summary>
    public void PutCollation(Collation collation)
    {
        _store.Put(_transaction, CatalogRecordWriter.Collation(collation, FindSchema(collation.SchemaName)));
        Current = Current.WithCollation(collation);
        SaveHeader();
    }

    /// <summary>Drops a collation, which nothing has any more.</summary>
    public void DropCollation(Collation collation)
    {
        _store.Replace(_transaction, [CatalogRecordWriter.Collation(collation, FindSchema(collation.SchemaName))], []);
        PutComments(new(collation.Id), []);
        Current = Current.WithoutCollation(collation);
        SaveHeader();
    }

    /// <summary>Adds a routine, or gives one of the same id a new definition.</summary>
    public void PutRoutine(RoutineSchema routine, RoutineSchema? before)
    {
        List<CatalogRecord> old = before is null
            ? []
            : CatalogRecordWriter.Routine(before, FindSchema(before.SchemaName));
        _store.Replace(_transaction, old, CatalogRecordWriter.Routine(routine, FindSchema(routine.SchemaName)));
        Current = Current.WithRoutine(routine);
        SaveHeader();
    }

    /// <summary>Drops a routine.</summary>
    public void DropRoutine(RoutineSchema routine)
    {
        _store.Replace(_transaction, CatalogRecordWriter.Routine(routine, FindSchema(routine.SchemaName)), []);
        PutComments(routine.Id, []);
        Current = Current.WithoutRoutine(routine);
        SaveHeader();
    }

    /// <summary>Replaces the comments on an object.</summary>
    public void PutComments(ObjectId id, ImmutableArray<ObjectComment> comments)
    {
        var before = Current.CommentsOf(id);
        if (before.IsEmpty && comments.IsEmpty)
            return;
        _store.Replace(_transaction, CatalogRecordWriter.Comments(id, before), CatalogRecordWriter.Comments(id, comments));
        Current = Current.WithComments(id, comments);
        SaveHeader();
    }

    /// <summary>Looks names up along another path from now on.</summary>
    public void LookAlong(SearchPath path) => Current = Current.Along(path);

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

    private ObjectId FindSchema(string name) =>
        Current.TryGetSchema(name, out var schema) ? schema.Id : throw CatalogErrors.SchemaMissing(name);

    private void SaveHeader()
    {
        HasChanges = true;
        _store.Put(_transaction, CatalogRecordWriter.Database(Number, Current.NextObjectId));
    }
}
