using System.Collections.Immutable;

namespace BTreeDb.SqlTest.Scripts;

/// <summary>A record that sends SQL: what the final sum counts.</summary>
/// <param name="Line">The one-based line of its first keyword.</param>
/// <param name="Conditions">When it applies.</param>
/// <param name="Connection">The connection it runs on; empty for the one that every script has.</param>
/// <param name="Sql">The text that is sent, lines joined by a line feed.</param>
internal abstract record SqlRecord(
    int Line, ImmutableArray<ScriptCondition> Conditions, string Connection, string Sql)
    : ScriptRecord(Line, Conditions);
