using System.Globalization;
using System.Text;
using BTreeDb.Catalog;
using BTreeDb.Diagnostics;
using BTreeDb.Parsing.Syntax;

namespace BTreeDb.Engine.Definitions;

/// <summary>
/// What a statement drops: what it names, and with CASCADE all that depends on it. Collected first, then dropped with the
/// dependents before what they depend on.
/// </summary>
internal sealed class DropSet
{
    private const int LinesMax = 100;

    private readonly DefinitionContext _context;
    private readonly bool _isCascade;
    private readonly HashSet<SchemaItem> _named = [];
    private readonly HashSet<SchemaItem> _seen = [];
    private readonly List<SchemaItem> _order = [];
    private readonly List<(SchemaItem Item, SchemaItem On)> _dependents = [];

    private DropSet(DefinitionContext context, bool isCascade)
    {
        _context = context;
        _isCascade = isCascade;
    }

    /// <summary>Drops items; 2BP01 where others depend on them and CASCADE was not said.</summary>
    public static void Run(DefinitionContext context, IReadOnlyList<SchemaItem> named, DropBehavior behavior)
    {
        var set = new DropSet(context, behavior == DropBehavior.Cascade);
        set._named.UnionWith(named);
        foreach (var item in named)
            set.Collect(item);
        set.Report(named);
        foreach (var item in set._order)
            ItemDrop.Run(context, item);
    }

    /// <summary>Dependents are put before what they depend on.</summary>
    private void Collect(SchemaItem item)
    {
        if (!_seen.Add(item))
            return;
        var dependents = new List<SchemaItem>();
        SchemaDependents.Visit(_context.Catalog, item, (dependent, isSilent) =>
        {
            if (_seen.Contains(dependent))
                return;
            if (!isSilent && !_named.Contains(dependent))
                _dependents.Add((dependent, item));
            dependents.Add(dependent);
        });
        foreach (var dependent in dependents)
            Collect(dependent);
        _order.Add(item);
    }

    private void Report(IReadOnlyList<SchemaItem> named)
    {
        var told = new HashSet<SchemaItem>();
        var lines = new StringBuilder();
        var last = "";
        foreach (var (item, on) in _dependents)
        {
            if (IsPartOfDropped(item) || !told.Add(item))
                continue;
            var name = _context.Catalog.Describe(item);
            last = _isCascade ? $"drop cascades to {name}" : $"{name} depends on {_context.Catalog.Describe(on)}";
            if (told.Count <= LinesMax)
                lines.Append(lines.Length > 0 ? "\n" : "").Append(last);
        }

        if (told.Count == 0)
            return;
        if (!_isCascade)
        {
            throw named.Count == 1
                ? DefinitionErrors.HasDependents(_context.Catalog.Describe(named[0]), lines.ToString())
                : DefinitionErrors.HaveDependents(lines.ToString());
        }

        if (told.Count == 1)
            _context.Notice(last);
        else
        {
            _context.Notify(new Notice("NOTICE", SqlState.SuccessfulCompletion, string.Create(
                CultureInfo.InvariantCulture, $"drop cascades to {told.Count} other objects")) { Detail = lines.ToString() });
        }
    }

    /// <summary>A part of a table that goes as a whole is not told of by itself.</summary>
    private bool IsPartOfDropped(SchemaItem item) =>
        item.Part is not null
        && (_seen.Contains(new SchemaItem(SchemaItemKind.Table, item.Id))
            || (item.Kind == SchemaItemKind.Default && _seen.Contains(item with { Kind = SchemaItemKind.Column })));
}
