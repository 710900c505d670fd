using BTreeDb.Catalog;
using BTreeDb.Engine;
using BTreeDb.Files;
using BTreeDb.Tables;
using BTreeDb.Transactions;

namespace BTreeDb.Salvage;

/// <summary>
/// The new database. Definitions keep their object ids, because views refer to them; trees are new. Rows are inserted
/// as the bytes they are, under the definition they were written under.
/// </summary>
internal sealed class SalvageTarget
{
    private const long MemoryBytes = 64L << 20;

    private readonly DatabaseEngine _engine;

    private SalvageTarget(DatabaseEngine engine) => _engine = engine;

    /// <summary>Creates the database. Nothing is durable before <see cref="Close"/>.</summary>
    public static SalvageTarget Create(IFileSystem files, string path, int pageSize) => new(DatabaseEngine.Open(
        files, path, new EngineSettings { PageSize = pageSize, BufferPoolBytes = MemoryBytes, Durability = DurabilityMode.Off }));

    /// <summary>Creates schemas, types and sequences.</summary>
    public void Define(SalvagedCatalog catalog)
    {
        Change((_, edit) =>
        {
            var highest = 0u;
            foreach (var schema in catalog.Schemas)
                highest = Math.Max(highest, schema.Id.Value);
            foreach (var type in catalog.Types)
                highest = Math.Max(highest, type.Id);
            foreach (var sequence in catalog.Sequences)
                highest = Math.Max(highest, Math.Max(sequence.Id.Value, sequence.State.Value));
            ReserveIds(edit, highest);
            foreach (var schema in catalog.Schemas)
                edit.PutSchema(schema);
            foreach (var type in catalog.Types)
                edit.PutType(type, null);
            foreach (var sequence in catalog.Sequences)
            {
                edit.PutSequence(sequence);
                edit.PutSequenceState(
                    sequence.State, catalog.Positions.GetValueOrDefault(sequence.State, new(sequence.Start, IsCalled: false)));
            }
        });
    }

    /// <summary>Creates tables, without their indexes, and views; returns the tables in the same order.</summary>
    public List<TableSchema> Define(IReadOnlyList<TableSchema> tables, IReadOnlyList<ViewSchema> views)
    {
        var defined = new List<TableSchema>();
        Change((transaction, edit) =>
        {
            ReserveIds(edit, tables, views);
            foreach (var table in tables)
            {
                edit.PutTable(table with { Tree = TreeCatalogue.CreateTree(transaction), Indexes = [] });
                edit.Current.TryGetTable(table.Id, out var stored);
                defined.Add(stored!);
            }

            foreach (var view in views)
                edit.PutView(view, null);
        });
        return defined;
    }

    /// <summary>Starts inserting rows.</summary>
    public SalvageLoader Load(TableSchema table) => new(_engine, table);

    /// <summary>Builds an index of a table whose rows are there; returns the table with it.</summary>
    /// <exception cref="Diagnostics.EngineException">The rows do not allow it: the index is not there.</exception>
    public TableSchema AddIndex(TableSchema table, IndexSchema index, CancellationToken cancellation)
    {
        TableSchema? indexed = null;
        Change((transaction, edit) =>
        {
            index = index with { Tree = TreeCatalogue.CreateTree(transaction) };
            var wanted = table with { Indexes = table.Indexes.Add(index) };
            var access = new TableAccess(_engine.Tables, _engine.Catalogs);
            access.Begin(transaction, edit.Current);
            new IndexBuilder(access, access.GetTable(wanted), index, MemoryBytes).Build(cancellation);
            edit.PutTable(wanted);
            edit.Current.TryGetTable(table.Id, out indexed);
        });
        return indexed!;
    }

    /// <summary>Makes everything durable.</summary>
    public void Close() => _engine.Close();

    /// <summary>Leaves what is there behind.</summary>
    public void Abandon() => _engine.Abandon();

    private static void ReserveIds(CatalogEdit edit, IReadOnlyList<TableSchema> tables, IReadOnlyList<ViewSchema> views)
    {
        uint highest = 0;
        foreach (var table in tables)
        {
            highest = Math.Max(highest, table.Id.Value);
            foreach (var index in table.Indexes)
                highest = Math.Max(highest, index.Id.Value);
        }

        foreach (var view in views)
            highest = Math.Max(highest, view.Id.Value);
        ReserveIds(edit, highest);
    }

    private static void ReserveIds(CatalogEdit edit, uint highest)
    {
        while (edit.Current.NextObjectId <= highest)
            edit.NewObjectId();
    }

    private void Change(Action<Transaction, CatalogEdit> change)
    {
        using var transaction = _engine.Transactions.Begin();
        var edit = new CatalogEdit(_engine.Catalogs, transaction, _engine.Catalogs.Latest);
        change(transaction, edit);
        _engine.Catalogs.BeginChange();
        CatalogSnapshot? committed = null;
        try
        {
            transaction.Commit();
            committed = edit.Current;
        }
        finally
        {
            _engine.Catalogs.EndChange(committed);
        }
    }
}
