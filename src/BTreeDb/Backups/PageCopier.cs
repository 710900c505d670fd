using BTreeDb.Buffers;
using BTreeDb.Diagnostics;
using BTreeDb.Files;
using BTreeDb.Primitives;
using BTreeDb.Recovery;
using BTreeDb.Trees;

namespace BTreeDb.Backups;

/// <summary>Copies pages out of the pool, each whole and as new as may be.</summary>
/// <param name="storage">The open database.</param>
internal sealed unsafe class PageCopier(StorageEngine storage)
{
    private const int CopyAttempts = 20;

    /// <summary>Copies a page and seals the copy. False for a page that is free and was never written.</summary>
    /// <exception cref="EngineException">XX001: the page is in use and damaged.</exception>
    public bool TryCopy(PageId page, byte[] bytes)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                using (var guard = storage.Pool.LatchShared(page, AccessHint.Scan))
                    guard.Bytes.CopyTo(bytes);
                PageHeader.Seal(bytes);
                return true;
            }
            catch (EngineException damage) when (damage.SqlState == SqlState.DataCorrupted && attempt < CopyAttempts)
            {
                // Should it be allocated from now on, the log says all about it.
                if (!IsUsed(page))
                    return false;

                // Allocated since the attempt began: whoever did so is about to bring it into the pool.
                Thread.Sleep(1);
            }
        }
    }

    private bool IsUsed(PageId page)
    {
        using var guard = storage.Pool.LatchShared(AllocationMapPage.MapOf(page, storage.File.PageSize));
        var map = new AllocationMapPage(new Span<byte>(guard.Page, storage.File.PageSize));
        return map.IsUsed(page.Value % map.PageCount);
    }
}
