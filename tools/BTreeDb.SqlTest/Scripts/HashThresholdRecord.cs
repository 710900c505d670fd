using System.Collections.Immutable;

namespace BTreeDb.SqlTest.Scripts;

/// <summary><c>hash-threshold N</c>: results of more values than this are given as their hash; 0 = never.</summary>
/// <param name="Line">The one-based line.</param>
/// <param name="Conditions">When it applies.</param>
/// <param name="Threshold">The number of values.</param>
internal sealed record HashThresholdRecord(int Line, ImmutableArray<ScriptCondition> Conditions, int Threshold)
    : ScriptRecord(Line, Conditions);
