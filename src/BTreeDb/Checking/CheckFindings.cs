using BTreeDb.Diagnostics;
using BTreeDb.Primitives;

namespace BTreeDb.Checking;

/// <summary>The findings of one check, up to a bound: a ruined file has more to tell than anybody reads.</summary>
internal sealed class CheckFindings
{
    private const int Max = 1000;

    private readonly List<CheckFinding> _all = [];
    private readonly HashSet<PageId> _unreadable = [];

    /// <summary>What was found.</summary>
    public IReadOnlyList<CheckFinding> All => _all;

    /// <summary>Findings so far, those beyond the bound included.</summary>
    public long Count { get; private set; }

    /// <summary>Whether something on a page, or in how pages hang together, was found wrong.</summary>
    public bool HasDamage { get; private set; }

    /// <summary>Adds a finding.</summary>
    public void Add(CheckKind kind, string name, PageId page, string detail)
    {
        Count++;
        HasDamage |= kind is CheckKind.Page or CheckKind.Tree;
        if (_all.Count < Max)
            _all.Add(new CheckFinding(kind, name, page, detail));
    }

    /// <summary>Adds a page that cannot be read, once.</summary>
    public void AddUnreadable(string name, PageId page, EngineException damage)
    {
        if (_unreadable.Add(page))
            Add(CheckKind.Page, name, page, damage.Detail is { } detail ? $"{damage.Message}. {detail}" : damage.Message);
    }

    /// <summary>Whether a page was found unreadable already.</summary>
    public bool IsUnreadable(PageId page) => _unreadable.Contains(page);
}
