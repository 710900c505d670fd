using BTreeDb.Catalog;
using BTreeDb.Diagnostics;
using BTreeDb.Files;
using BTreeDb.Primitives;
using BTreeDb.Recovery;

namespace BTreeDb.Salvage;

/// <summary>
/// Saves every row that can be read from a damaged database into a new one. The damaged file is only read. Tables are
/// rebuilt from the definitions in the catalog, rows from whatever leaves are intact, indexes from the rows.
/// </summary>
internal sealed class Salvager
{
    private readonly IFileSystem _files;
    private readonly string _target;
    private readonly CancellationToken _cancellation;
    private readonly List<string> _losses = [];
    private readonly List<SalvagedTable> _tables = [];

    private Salvager(IFileSystem files, string target, CancellationToken cancellation)
    {
        _files = files;
        _target = target;
        _cancellation = cancellation;
    }

    /// <summary>Salvages.</summary>
    /// <param name="files">Where both are.</param>
    /// <param name="damaged">The damaged database; its log is used where there is one.</param>
    /// <param name="target">The new database, which must not exist.</param>
    /// <param name="cancellation">Ends the work; the new database is then removed.</param>
    /// <exception cref="EngineException">Nothing was salvaged: the files cannot be opened, or nothing in them is ours.</exception>
    public static SalvageReport Run(IFileSystem files, string damaged, string target, CancellationToken cancellation)
    {
        if (files.Exists(target))
            throw SalvageErrors.TargetExists(target);
        return new Salvager(files, target, cancellation).Run(damaged);
    }

    private SalvageReport Run(string damaged)
    {
        bool needsLog;
        using (var file = DamagedFile.Open(_files, damaged))
        {
            needsLog = file.NeedsLog;
            if (!file.HasMeta)
                _losses.Add("both copies of the meta page are damaged: page size and catalog are guessed, the log is not used");
        }

        var copy = _target + "-salvage";
        try
        {
            var isCopied = needsLog && LogReplay.TryRun(_files, damaged, copy, _losses, _cancellation);
            using var file = DamagedFile.Open(_files, isCopied ? copy : damaged);
            if (file.PageSize == 0)
                throw SalvageErrors.NoPages(damaged);
            Build(file);
        }
        finally
        {
            if (needsLog)
                LogReplay.Forget(_files, copy);
        }

        return new SalvageReport(_tables, _losses);
    }

    private void Build(DamagedFile file)
    {
        var survey = PageSurvey.Run(file, _losses, _cancellation);
        var catalog = SalvagedCatalog.Read(file, survey, _losses);
        var target = SalvageTarget.Create(_files, _target, file.PageSize);
        try
        {
            target.Define(catalog);
            var defined = target.Define(catalog.Tables, ChooseViews(catalog));
            for (var i = 0; i < defined.Count; i++)
                SaveTable(file, survey, target, catalog.Tables[i], defined[i]);
            ReportUnknownTrees(file, survey, catalog);
            target.Close();
        }
        catch
        {
            target.Abandon();
            _files.Delete(_target);
            _files.Delete(StorageEngine.LogPathFor(_target));
            throw;
        }
    }

    /// <summary>The views whose tables and views were saved.</summary>
    private List<ViewSchema> ChooseViews(SalvagedCatalog catalog)
    {
        var known = new HashSet<ObjectId>();
        foreach (var table in catalog.Tables)
            known.Add(table.Id);
        foreach (var sequence in catalog.Sequences)
            known.Add(sequence.Id);
        foreach (var type in catalog.Types)
            known.Add(new ObjectId(type.Id));
        var views = new List<ViewSchema>();
        // A view refers to older objects only, and ids ascend.
        foreach (var view in catalog.Views)
        {
            var isComplete = true;
            foreach (var reference in view.References)
                isComplete &= known.Contains(reference);
            if (isComplete)
            {
                known.Add(view.Id);
                views.Add(view);
            }
            else
            {
                _losses.Add($"view \"{view.Name}\" refers to a table or view that is lost");
            }
        }

        return views;
    }

    private void SaveTable(DamagedFile file, PageSurvey survey, SalvageTarget target, TableSchema old, TableSchema table)
    {
        var records = new SalvagedRecords(file);
        var lost = 0L;
        using var loader = target.Load(table);
        foreach (var leaf in survey.LeavesOf(old.Tree))
        {
            _cancellation.ThrowIfCancellationRequested();
            lost += records.Read(old.Tree, leaf, loader.Add);
        }

        loader.Complete();
        var gaps = survey.GapsOf(old.Tree).Count;
        if (gaps > 0)
            _losses.Add($"table \"{table.Name}\" lacks {gaps} range(s) of rows");
        if (lost > 0)
            _losses.Add($"table \"{table.Name}\" lacks {lost} row(s) whose long values are damaged");
        if (loader.Repeated > 0)
            _losses.Add($"table \"{table.Name}\" had {loader.Repeated} older copies of rows on pages given back; they were left out");
        _tables.Add(new SalvagedTable(table.SchemaName, table.Name, loader.Rows));
        foreach (var index in old.Indexes)
            table = BuildIndex(target, table, index);
    }

    private TableSchema BuildIndex(SalvageTarget target, TableSchema table, IndexSchema index)
    {
        try
        {
            return target.AddIndex(table, index, _cancellation);
        }
        catch (EngineException failure)
        {
            _losses.Add($"index \"{index.Name}\" cannot be built: {failure.Message}");
            return table;
        }
    }

    private void ReportUnknownTrees(DamagedFile file, PageSurvey survey, SalvagedCatalog catalog)
    {
        var known = new HashSet<TreeId> { file.CatalogTree };
        foreach (var table in catalog.Tables)
        {
            known.Add(table.Tree);
            foreach (var index in table.Indexes)
                known.Add(index.Tree);
        }

        var records = new SalvagedRecords(file);
        foreach (var tree in survey.Trees)
        {
            if (known.Contains(tree))
                continue;
            var count = 0L;
            foreach (var leaf in survey.LeavesOf(tree))
                records.Read(tree, leaf, (_, _) => count++);
            if (count > 0)
                _losses.Add($"tree {tree} has {count} records of a table or index whose definition is lost");
        }
    }
}
