using System.Collections.Immutable;

namespace BTreeDb.SqlTest.Scripts;

/// <summary><c>halt</c>: the script ends here.</summary>
/// <param name="Line">The one-based line.</param>
/// <param name="Conditions">When it applies.</param>
internal sealed record HaltRecord(int Line, ImmutableArray<ScriptCondition> Conditions) : ScriptRecord(Line, Conditions);
