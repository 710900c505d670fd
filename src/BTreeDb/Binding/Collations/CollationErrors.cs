using BTreeDb.Diagnostics;
using BTreeDb.Types;

namespace BTreeDb.Binding.Collations;

/// <summary>The errors of COLLATE.</summary>
internal static class CollationErrors
{
    public static EngineException NotCollatable(SqlType type, int position) =>
        new(SqlState.DatatypeMismatch, $"collations are not supported by type {TypeNames.Of(type.Family)}") { Position = position };

    public static EngineException Mismatch(string kind, Collation left, Collation right, int position) =>
        new(SqlState.CollationMismatch, $"collation mismatch between {kind} collations \"{left.Name}\" and \"{right.Name}\"")
        {
            Position = position,
        };

    public static EngineException Indeterminate(int position) =>
        new(SqlState.IndeterminateCollation, "could not determine which collation to use for string comparison")
        {
            Position = position, Hint = "Use the COLLATE clause to set the collation explicitly.",
        };

    public static EngineException NotForPatterns(string construct) =>
        new(SqlState.FeatureNotSupported, $"nondeterministic collations are not supported for {construct}");

    public static EngineException NotSupported(string construct, int position) =>
        new(SqlState.FeatureNotSupported, $"{construct} under an ICU collation is not supported") { Position = position };
}
