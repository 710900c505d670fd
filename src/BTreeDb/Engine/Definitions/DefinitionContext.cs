using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using BTreeDb.Binding;
using BTreeDb.Catalog;
using BTreeDb.Execution.Expressions;
using BTreeDb.Parsing.Syntax;
using BTreeDb.Parsing.Syntax.Definitions;
using BTreeDb.Primitives;
using BTreeDb.Tables;
using BTreeDb.Transactions;
using BTreeDb.Types;

namespace BTreeDb.Engine.Definitions;

/// <summary>
/// What a statement that defines schema objects works with. Definitions run one at a time, under the catalog lock, and see
/// the newest committed catalog; what they change is their transaction's own until it commits.
/// </summary>
internal sealed class DefinitionContext
{
    private readonly SessionTransaction _session;

    /// <summary>Takes the catalog lock.</summary>
    public DefinitionContext(SessionTransaction session, EvaluationContext evaluation, Action<Notice> notify)
    {
        _session = session;
        Evaluation = evaluation;
        Notify = notify;
        Edit = session.BeginEdit();
    }

    /// <summary>The changes so far.</summary>
    public CatalogEdit Edit { get; }

    /// <summary>The catalog with the changes so far.</summary>
    public CatalogSnapshot Catalog => Edit.Current;

    /// <summary>The transaction.</summary>
    public Transaction Transaction => _session.Access.Transaction;

    /// <summary>The way to tables.</summary>
    public TableAccess Access => _session.Access;

    /// <summary>Where sequences stand.</summary>
    public SequenceStore Sequences => _session.Sequences;

    /// <summary>Parameters (none), zone and clock.</summary>
    public EvaluationContext Evaluation { get; }

    /// <summary>Sends a notice.</summary>
    public Action<Notice> Notify { get; }

    /// <summary>Finds the type that a name means.</summary>
    public SqlType ResolveType(TypeName name) => Binder.ResolveType(name, Catalog);

    /// <summary>What expressions are bound under.</summary>
    public BindingOptions Binding => new()
    {
        Conversion = Evaluation.Conversion(isExplicit: false), IsDefinition = true, ParameterTypes = ParameterTypes,
    };

    /// <summary>The types of the parameters, whose values <see cref="Evaluation"/> has: of CREATE TABLE AS EXECUTE.</summary>
    public ImmutableArray<SqlType> ParameterTypes { get; init; } = [];

    /// <summary>The schema in which an object of this name is made; 3F000 when there is none.</summary>
    public string ResolveSchema(string? schema)
    {
        if (schema is not null)
            return Catalog.TryGetSchema(schema, out var named) ? named.Name : throw CatalogErrors.SchemaMissing(schema);
        return Catalog.CurrentSchema ?? throw CatalogErrors.NoSchemaSelected();
    }

    /// <summary>The schema in which an object is made, the session's own for a temporary one.</summary>
    public string ResolveSchema(QualifiedName name, Persistence persistence)
    {
        var isTemporary = persistence == Persistence.Temporary || name.Schema == SearchPath.TemporaryAlias;
        if (!isTemporary)
            return ResolveSchema(name.Schema);
        if (name.Schema is { } missing and not SearchPath.TemporaryAlias && !Catalog.HasSchema(missing))
            throw CatalogErrors.SchemaMissing(missing);
        if (name.Schema is { } schema && (Catalog.Path.Resolve(schema) ?? Catalog.Path.Temporary) != Catalog.Path.Temporary)
            throw DefinitionErrors.TemporaryInOtherSchema();
        return UseTemporarySchema();
    }

    /// <summary>The session's temporary schema, made when it is first needed.</summary>
    public string UseTemporarySchema()
    {
        var name = _session.UseTemporarySchema();
        if (!Catalog.TryGetSchema(name, out _))
            Edit.PutSchema(new NamespaceSchema(Edit.NewObjectId(), name));
        return name;
    }

    /// <summary>Notes what becomes of a temporary table at the end of a transaction.</summary>
    public void OnCommit(ObjectId table, OnCommitAction action) => _session.TemporaryTables.Add(table, action);

    /// <summary>Says that something is skipped or done besides.</summary>
    public void Notice(string message) => Notify(SessionErrors.Skipped(message));

    /// <summary>Finds a table and keeps all writers away from it.</summary>
    public bool TryLockTable(string? schema, string name, [NotNullWhen(true)] out TableSchema? table)
    {
        if (!Catalog.TryGetTable(schema, name, out table))
            return false;
        LockTable(table);
        return true;
    }

    /// <summary>Keeps all writers away from a table.</summary>
    public void LockTable(TableSchema table) =>
        Access.LockForDefinition(_session.Tables.GetState(table.Id).Lock);

    /// <summary>Makes sure that the transaction sees all rows of a locked table; 40001 where it must keep its snapshot.</summary>
    public void EnsureSeesAllRows(TableSchema table) =>
        _session.EnsureSnapshotSees(_session.Tables.GetState(table.Id).Lock.LastWrite);

    /// <summary>Lets queries of this statement see the changes so far.</summary>
    public void ShowChanges() => _session.EndDefinition();

    /// <summary>Runs a query or a change over the catalog with the changes so far; returns the rows that it changed.</summary>
    public long Execute(string sql, ICatalogView? catalog = null)
    {
        using var running = Start(sql, catalog);
        while (running.Root.Next() is not null)
        {
        }

        running.Root.Close();
        return running.Context.RowsAffected;
    }

    /// <summary>Whether a query yields a row.</summary>
    public bool HasRow(string sql)
    {
        using var running = Start(sql, null);
        var found = false;
        while (!found && running.Root.Next() is { } batch)
            found = batch.Count > 0;
        running.Root.Close();
        return found;
    }

    /// <summary>The first row of a query; null when it has none.</summary>
    public Datum[]? FindRow(string sql)
    {
        using var running = Start(sql, null);
        while (running.Root.Next() is { } batch)
        {
            if (batch.Count == 0)
                continue;
            var row = new Datum[batch.Columns.Length];
            for (var i = 0; i < row.Length; i++)
                row[i] = batch.Columns[i].GetDatum(batch.Selection?[0] ?? 0);
            running.Root.Close();
            return row;
        }

        running.Root.Close();
        return null;
    }

    private InternalStatement Start(string sql, ICatalogView? catalog)
    {
        ShowChanges();
        return InternalStatement.Start(sql, catalog ?? Catalog, Access, Evaluation, ParameterTypes);
    }

    /// <summary>Makes a tree that belongs to a new object.</summary>
    public TreeId CreateTree() => TreeCatalogue.CreateTree(Transaction);

    /// <summary>Drops a tree when nobody can read it any more.</summary>
    /// <param name="tree">The tree.</param>
    /// <param name="replacement">
    /// Where those who write from now on write instead: serializable readers of the old tree are disturbed by them.
    /// </param>
    public void DropTree(TreeId tree, TreeId? replacement = null)
    {
        TreeCatalogue.DropTree(Transaction, tree);
        if (replacement is { } other)
            _session.MoveReads(tree, other);
    }
}
