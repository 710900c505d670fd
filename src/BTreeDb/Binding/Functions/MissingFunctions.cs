using System.Collections.Frozen;

namespace BTreeDb.Binding.Functions;

/// <summary>
/// Well-known functions of PostgreSQL that we do not have yet. They are refused by name with 0A000; any other unknown
/// name is 42883.
/// </summary>
internal static class MissingFunctions
{
    private static readonly FrozenSet<string> Names = FrozenSet.Create(
        StringComparer.Ordinal,
        "string_agg", "array_agg", "json_agg", "jsonb_agg", "json_object_agg", "jsonb_object_agg", "xmlagg",
        "stddev", "stddev_pop", "stddev_samp", "variance", "var_pop", "var_samp", "corr", "covar_pop", "covar_samp",
        "regr_slope", "regr_intercept", "regr_r2", "regr_count", "regr_avgx", "regr_avgy", "regr_sxx", "regr_syy", "regr_sxy",
        "bit_and", "bit_or", "bit_xor", "any_value", "mode", "percentile_cont", "percentile_disc",
        "row_number", "rank", "dense_rank", "percent_rank", "cume_dist", "ntile", "lag", "lead", "first_value",
        "last_value", "nth_value",
        "regexp_matches", "regexp_split_to_table", "unnest", "row_to_json", "pg_sleep", "txid_current");

    /// <summary>Whether PostgreSQL has the function and we do not.</summary>
    public static bool Contains(string name) => Names.Contains(name);
}
