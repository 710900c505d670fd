using BTreeDb.Files;
using BTreeDb.Primitives;
using BTreeDb.Trees;

namespace BTreeDb.Salvage;

/// <summary>
/// One look at every page of a damaged file: which leaves belong to which tree, and which pages are lost. Trees need no
/// interior pages for that: leaves know their tree and, by their fences, their place.
/// </summary>
internal sealed unsafe class PageSurvey
{
    private readonly DamagedFile _file;
    private readonly Dictionary<TreeId, List<SalvagedLeaf>> _leaves = [];
    private readonly List<string> _losses;
    private bool _mapIsReliable = true;

    private PageSurvey(DamagedFile file, List<string> losses)
    {
        _file = file;
        _losses = losses;
    }

    /// <summary>The trees of which leaves were found.</summary>
    public IReadOnlyCollection<TreeId> Trees => _leaves.Keys;

    /// <summary>Looks at all pages; what is damaged goes to <paramref name="losses"/>.</summary>
    public static PageSurvey Run(DamagedFile file, List<string> losses, CancellationToken cancellation)
    {
        var survey = new PageSurvey(file, losses);
        survey.Run(cancellation);
        survey.Sort();
        return survey;
    }

    /// <summary>
    /// A tree's leaves in the order of their keys. Where an allocation map is lost, pages given back long ago may be among
    /// them; then the newest come first, so that of two records of a key the newer one is met first.
    /// </summary>
    public IReadOnlyList<SalvagedLeaf> LeavesOf(TreeId tree) => _leaves.TryGetValue(tree, out var leaves) ? leaves : [];

    /// <summary>The lower ends of the ranges of keys of which a tree has no leaf.</summary>
    public List<byte[]> GapsOf(TreeId tree)
    {
        var gaps = new List<byte[]>();
        var leaves = new List<SalvagedLeaf>(LeavesOf(tree));
        leaves.Sort(static (a, b) => a.Lower.AsSpan().SequenceCompareTo(b.Lower));
        byte[]? reached = [];
        foreach (var leaf in leaves)
        {
            // Null: the last leaf was among those before.
            if (reached is null)
                break;
            if (leaf.Lower.AsSpan().SequenceCompareTo(reached) > 0)
                gaps.Add(reached);
            if (leaf.Upper is null || leaf.Upper.AsSpan().SequenceCompareTo(reached) > 0)
                reached = leaf.Upper;
        }

        if (reached is not null)
            gaps.Add(reached);
        return gaps;
    }

    private void Run(CancellationToken cancellation)
    {
        var bytes = new byte[_file.PageSize];
        var map = new byte[_file.PageSize];
        var hasMap = false;
        var coverage = AllocationMapPage.Coverage(_file.PageSize);
        for (uint number = 0; number < _file.PageCount; number++)
        {
            if (number % coverage == 0)
            {
                cancellation.ThrowIfCancellationRequested();
                hasMap = TryReadMap(number / coverage, map);
            }

            var page = new PageId(number);
            if (number >= DatabaseFile.FixedPageCount - 1 && _file.MayBeUsed(page, hasMap ? map : []))
                Look(page, bytes, hasMap);
        }
    }

    private bool TryReadMap(uint number, byte[] map)
    {
        var page = AllocationMapPage.MapAt(number, _file.PageSize);
        if (page.Value >= _file.PageCount)
            return false;
        if (_file.TryRead(page, map) && PageHeader.Of(map).Type == PageType.AllocationMap)
            return true;
        _mapIsReliable = false;
        _losses.Add(
            $"page {page}, an allocation map, is damaged: rows that were deleted or moved may come back from pages that were free");
        return false;
    }

    private void Look(PageId page, byte[] bytes, bool isUsed)
    {
        if (!_file.TryRead(page, bytes))
        {
            // Never written, as far as one can tell; no loss where nothing says that it was in use.
            if (isUsed || bytes.AsSpan().ContainsAnyExcept((byte)0))
                _losses.Add($"page {page} is damaged; its header says that it is {FileErrors.Describe(PageHeader.Of(bytes))}");
            return;
        }

        ref readonly var header = ref PageHeader.Of(bytes);
        if (header.Type != PageType.Leaf || header.FormatVersion != NodeFormat.Version)
            return;
        fixed (byte* pointer = bytes)
        {
            var node = new SlottedPage(pointer, bytes.Length);
            if (!node.IsWellFormed() || node.Level != 0)
            {
                _losses.Add($"page {page}, {FileErrors.Describe(header)}, is malformed");
                return;
            }

            Keep(new TreeId(header.TreeIdValue), new SalvagedLeaf(
                page, header.Lsn, node.LowerFence.ToArray(), node.UpperIsInfinite ? null : node.UpperFence.ToArray()));
        }
    }

    private void Keep(TreeId tree, SalvagedLeaf leaf)
    {
        if (!_leaves.TryGetValue(tree, out var leaves))
            _leaves.Add(tree, leaves = []);
        leaves.Add(leaf);
    }

    private void Sort()
    {
        foreach (var leaves in _leaves.Values)
        {
            if (_mapIsReliable)
                leaves.Sort(static (a, b) => a.Lower.AsSpan().SequenceCompareTo(b.Lower));
            else
                leaves.Sort(static (a, b) => b.Lsn.Value.CompareTo(a.Lsn.Value));
        }
    }
}
