namespace BTreeDb.Binding.Names;

/// <summary>What errors call the clauses.</summary>
internal static class ClauseNames
{
    /// <summary>Whether aggregates of the query may stand in the clause.</summary>
    public static bool AllowsAggregates(ClauseKind clause) =>
        clause is ClauseKind.SelectList or ClauseKind.Having or ClauseKind.OrderBy or ClauseKind.WindowDefinition or ClauseKind.DistinctOn;

    /// <summary>Whether functions that return rows may stand in the clause.</summary>
    public static bool AllowsRowFunctions(ClauseKind clause) =>
        clause is ClauseKind.SelectList or ClauseKind.OrderBy or ClauseKind.GroupBy or ClauseKind.DistinctOn;

    /// <summary>Whether window functions may stand in the clause.</summary>
    public static bool AllowsWindows(ClauseKind clause) => clause is ClauseKind.SelectList or ClauseKind.OrderBy or ClauseKind.DistinctOn;

    /// <summary>The clause as in <c>aggregate functions are not allowed in WHERE</c>.</summary>
    public static string Of(ClauseKind clause) => clause switch
    {
        ClauseKind.SelectList => "SELECT",
        ClauseKind.Having => "HAVING",
        ClauseKind.OrderBy => "ORDER BY",
        ClauseKind.Where => "WHERE",
        ClauseKind.JoinCondition => "JOIN conditions",
        ClauseKind.FromFunction => "functions in FROM",
        ClauseKind.FromSubquery => "FROM clause of their own query level",
        ClauseKind.GroupBy => "GROUP BY",
        ClauseKind.Limit => "LIMIT",
        ClauseKind.Offset => "OFFSET",
        ClauseKind.Values => "VALUES",
        ClauseKind.Filter => "FILTER",
        ClauseKind.DistinctOn => "DISTINCT ON",
        ClauseKind.WindowDefinition => "window definitions",
        ClauseKind.UpdateSource => "UPDATE",
        ClauseKind.Returning => "RETURNING",
        ClauseKind.Check => "check constraints",
        ClauseKind.Default => "DEFAULT expressions",
        ClauseKind.MergeWhen => "MERGE WHEN conditions",
        ClauseKind.Index => "index expressions",
        ClauseKind.IndexPredicate => "index predicates",
        ClauseKind.Conversion => "transform expressions",
        ClauseKind.Generation => "column generation expressions",
        ClauseKind.DomainCheck => "check constraints",
        ClauseKind.CallArgument => "CALL arguments",
        ClauseKind.ExecuteArgument => "EXECUTE parameters",
        _ => "this clause",
    };
}
