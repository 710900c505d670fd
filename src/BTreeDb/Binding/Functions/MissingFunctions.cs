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
        "array_agg", "json_agg", "jsonb_agg", "json_object_agg", "jsonb_object_agg", "xmlagg",
        "regexp_replace", "regexp_match", "regexp_matches", "regexp_split_to_array", "regexp_split_to_table",
        "regexp_count", "regexp_like", "regexp_substr", "regexp_instr", "overlay", "format", "encode", "decode", "to_char",
        "to_date", "to_timestamp", "to_number", "age", "make_time", "make_timestamp", "make_timestamptz", "make_interval",
        "date_bin", "justify_days", "justify_hours", "justify_interval", "isfinite", "timezone",
        "statement_timestamp", "timeofday",
        "sinh", "cosh", "tanh", "asinh", "acosh", "atanh", "sind", "cosd", "tand", "asind", "acosd", "atand",
        "width_bucket", "scale", "min_scale", "trim_scale", "setseed", "sha224", "sha256", "sha384", "sha512",
        "array_length", "array_append", "array_cat", "array_position", "array_to_string", "string_to_array", "unnest",
        "cardinality", "json_build_object", "jsonb_build_object", "json_build_array", "jsonb_build_array", "to_json",
        "to_jsonb", "row_to_json", "num_nulls", "num_nonnulls", "unistr", "normalize", "pg_sleep", "txid_current");

    /// <summary>Whether PostgreSQL has the function and we do not.</summary>
    public static bool Contains(string name) => Names.Contains(name);
}
