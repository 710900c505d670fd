using BTreeDb.Engine.Caching;

namespace BTreeDb.Engine.Plans;

/// <summary>What the sessions of a database share: parsed texts and plans. Safe for any number of threads.</summary>
internal sealed class PlanCache
{
    private const long TextCharactersMax = 4 << 20;
    private const long PlanWeightMax = 16 << 20;
    private const int PlanWeight = 8 << 10;

    // A text is parsed, and a plan made, outside of the gate: two sessions may do it at once, and the later one wins.
    private readonly Lock _gate = new();
    private readonly LruCache<string, ParsedScript> _scripts = new(TextCharactersMax, StringComparer.Ordinal);
    private readonly LruCache<PlanKey, CachedPlan> _plans = new(PlanWeightMax);

    /// <summary>The syntax of a text.</summary>
    public ParsedScript GetScript(string text)
    {
        lock (_gate)
        {
            if (_scripts.TryGet(text, out var known))
                return known;
        }

        var parsed = ParsedScript.Parse(text);
        lock (_gate)
            _scripts.Set(text, parsed, text.Length + 64);
        return parsed;
    }

    /// <summary>Finds a plan.</summary>
    public CachedPlan? FindPlan(in PlanKey key)
    {
        lock (_gate)
            return _plans.TryGet(key, out var plan) ? plan : null;
    }

    /// <summary>Keeps a plan.</summary>
    public void Keep(in PlanKey key, CachedPlan plan)
    {
        lock (_gate)
            _plans.Set(key, plan, PlanWeight + key.Text.Length);
    }
}
