using BTreeDb.Files;
using BTreeDb.Primitives;
using BTreeDb.Trees;

namespace BTreeDb.Tests.Engine;

/// <summary>Finds pages of a closed database file and damages them.</summary>
internal static class DamagedPages
{
    /// <summary>The pages of a type that belong to a tree, in the order of their lower fences.</summary>
    public static unsafe List<uint> Find(IFileSystem files, string path, TreeId tree, PageType type)
    {
        using var file = DatabaseFile.OpenReadOnly(files, path);
        var found = new List<(byte[] Fence, uint Page)>();
        var bytes = new byte[file.PageSize];
        for (uint page = 2; page < file.Meta.PageCount; page++)
        {
            try
            {
                file.ReadPage(new PageId(page), bytes);
            }
            catch (BTreeDb.Diagnostics.EngineException)
            {
                // Free pages may never have been written.
                continue;
            }

            if (PageHeader.Of(bytes).Type != type || PageHeader.Of(bytes).TreeIdValue != tree.Value)
                continue;
            fixed (byte* pointer = bytes)
            {
                found.Add((type == PageType.Overflow ? [] : new SlottedPage(pointer, bytes.Length).LowerFence.ToArray(), page));
            }
        }

        found.Sort(static (a, b) => a.Fence.AsSpan().SequenceCompareTo(b.Fence));
        return found.ConvertAll(static f => f.Page);
    }

    /// <summary>Flips a byte of a page without mending its checksum.</summary>
    public static void Flip(IFileSystem files, string path, uint page, int pageSize, int offset = 100)
    {
        using var file = files.Open(path, FileOpenMode.Existing);
        var bytes = new byte[1];
        file.Read(((long)page * pageSize) + offset, bytes);
        bytes[0] ^= 0x55;
        file.Write(((long)page * pageSize) + offset, bytes);
    }

    /// <summary>Changes a page and gives it a fitting checksum, as a defect of the engine would.</summary>
    public static void Rewrite(IFileSystem files, string path, uint page, int pageSize, Action<byte[]> change)
    {
        using var file = files.Open(path, FileOpenMode.Existing);
        var bytes = new byte[pageSize];
        file.Read((long)page * pageSize, bytes);
        change(bytes);
        PageHeader.Seal(bytes);
        file.Write((long)page * pageSize, bytes);
    }
}
