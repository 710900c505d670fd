using System.Text;
using BTreeDb.Diagnostics;
using BTreeDb.Files;
using BTreeDb.Primitives;
using BTreeDb.Recovery;
using BTreeDb.Trees;
using BTreeDb.Wal;

namespace BTreeDb.Dump;

/// <summary>
/// Shows what lies in a closed database's files. It reads and never writes, and starts no recovery: after a crash the file
/// is shown as the crash left it, and the log tells what recovery would do.
/// </summary>
internal sealed class DatabaseDump(string path, TextWriter output) : IDisposable
{
    private readonly DatabaseFile _file = DatabaseFile.OpenReadOnly(RealFileSystem.Instance, path);

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    /// <summary>The newer copy of the meta page.</summary>
    public void WriteMeta()
    {
        var meta = _file.Meta;
        output.WriteLine($"format         {meta.FormatVersion}");
        output.WriteLine($"database id    {meta.DatabaseId}");
        output.WriteLine($"page size      {meta.PageSize}");
        output.WriteLine($"pages          {_file.PageCount}");
        output.WriteLine($"meta sequence  {meta.Sequence}");
        output.WriteLine($"features       reader {meta.ReaderFeatures:x}, writer {meta.WriterFeatures:x}");
        output.WriteLine($"checkpoint     {meta.CheckpointLsn}, redo from {meta.RedoLsn}, log epoch {meta.LogEpoch}");
        output.WriteLine($"transactions   next id {meta.NextTransactionId}");
        output.WriteLine($"catalog tree   {meta.CatalogTree}");
        output.WriteLine($"closed cleanly {(meta.CleanShutdown != 0 ? "yes" : "no")}");
    }

    /// <summary>One line for each page.</summary>
    public void WritePageList()
    {
        var bytes = new byte[_file.PageSize];
        for (uint number = 0; number < _file.PageCount; number++)
        {
            if (!TryRead(new(number), bytes))
                continue;
            ref readonly var header = ref PageHeader.Of((ReadOnlySpan<byte>)bytes);
            output.WriteLine($"{number,8} {header.Type,-13} tree {header.TreeIdValue,-6} lsn {header.LsnValue}");
        }
    }

    /// <summary>The content of pages.</summary>
    public void WritePages(uint first, uint count)
    {
        var bytes = new byte[_file.PageSize];
        for (var number = first; number < Math.Min((ulong)first + count, _file.PageCount); number++)
        {
            if (TryRead(new(number), bytes))
                output.Write(Describe(bytes));
        }
    }

    /// <summary>A tree from its root down.</summary>
    public void WriteTree(uint root) => WriteSubtree(new(root), 0);

    /// <summary>The log's records, from where recovery would begin.</summary>
    public void WriteLog()
    {
        var meta = _file.Meta;
        var logPath = StorageEngine.LogPathFor(path);
        if (!RealFileSystem.Instance.Exists(logPath))
        {
            output.WriteLine(meta.CleanShutdown != 0 ? "no log: closed cleanly" : $"the log {logPath} is missing");
            return;
        }

        using var log = LogFile.Open(
            RealFileSystem.Instance, logPath, meta.DatabaseId, meta.LogEpoch, readOnly: true);
        LogDump.Write(new LogReader(log, new(meta.RedoLsn)), output);
    }

    private unsafe void WriteSubtree(PageId id, int depth)
    {
        // A damaged file may lead in circles; no sound tree is as deep as this.
        const int MaxDepth = 64;
        var bytes = new byte[_file.PageSize];
        if (depth > MaxDepth || !TryRead(id, bytes))
            return;
        foreach (var line in Describe(bytes).Split('\n', StringSplitOptions.RemoveEmptyEntries))
            output.WriteLine(new string(' ', depth * 2) + line);
        if (PageHeader.Of((ReadOnlySpan<byte>)bytes).Type != PageType.Interior)
            return;

        // The node is a view over the array, which stays pinned as long as the view is used.
        fixed (byte* pointer = bytes)
        {
            var node = new InteriorPage(pointer, bytes.Length);
            for (var i = 0; i <= node.Count; i++)
                WriteSubtree(node.ReadChild(i), depth + 1);
        }
    }

    private bool TryRead(PageId page, byte[] bytes)
    {
        try
        {
            _file.ReadPage(page, bytes);
            return true;
        }
        catch (EngineException e)
        {
            // Room that the file reserved and nobody wrote yet has no checksum.
            var isUnused = !bytes.AsSpan().ContainsAnyExcept((byte)0);
            output.WriteLine($"{page.Value,8} {(isUnused ? "unused" : e.Message)}");
            return false;
        }
    }

    private static string Describe(ReadOnlySpan<byte> page)
    {
        var text = new StringBuilder();
        PageDump.Append(text, page);
        if (text.Length > 0 && text[^1] != '\n')
            text.Append('\n');
        return text.ToString();
    }
}
