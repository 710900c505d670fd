using System.Collections.Immutable;

namespace BTreeDb.SqlTest.Scripts;

/// <summary>A query and its expected result.</summary>
/// <param name="Line">The one-based line of its first keyword.</param>
/// <param name="Conditions">When it applies.</param>
/// <param name="Connection">The connection it runs on.</param>
/// <param name="Sql">The query.</param>
/// <param name="Types">One letter per column: I, R or T.</param>
/// <param name="Sort">How the result is sorted before the comparison.</param>
/// <param name="Label">Queries of one label must have equal results; empty when there is none.</param>
/// <param name="Expected">The lines after <c>----</c>, or null where the record has no such line.</param>
/// <param name="ResultStart">Zero-based index of the line where the result begins (that of <c>----</c>).</param>
/// <param name="ResultEnd">Zero-based index of the line after the result.</param>
internal sealed record QueryRecord(
    int Line,
    ImmutableArray<ScriptCondition> Conditions,
    string Connection,
    string Sql,
    string Types,
    SortMode Sort,
    string Label,
    ImmutableArray<string>? Expected,
    int ResultStart,
    int ResultEnd)
    : SqlRecord(Line, Conditions, Connection, Sql)
{
    /// <summary>The record's first line with other column types.</summary>
    public string HeaderWith(string types)
    {
        var sort = Sort switch
        {
            SortMode.RowSort => " rowsort",
            SortMode.ValueSort => " valuesort",
            _ => Label.Length > 0 ? " nosort" : "",
        };
        return Label.Length > 0 ? $"query {types}{sort} {Label}" : $"query {types}{sort}";
    }
}
