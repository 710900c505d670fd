using System.Collections.Immutable;

namespace BTreeDb.SqlTest.Scripts;

/// <summary><c>statement ok</c>, <c>statement error</c>, <c>statement count N</c>: SQL whose rows do not matter.</summary>
/// <param name="Line">The one-based line of its first keyword.</param>
/// <param name="Conditions">When it applies.</param>
/// <param name="Connection">The connection it runs on.</param>
/// <param name="Sql">The statement.</param>
/// <param name="Expectation">What must come of it.</param>
internal sealed record StatementRecord(
    int Line, ImmutableArray<ScriptCondition> Conditions, string Connection, string Sql, StatementExpectation Expectation)
    : SqlRecord(Line, Conditions, Connection, Sql);
