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
        "xmlagg", "txid_current", "pg_relation_size", "pg_table_size", "pg_indexes_size", "pg_total_relation_size", "pg_database_size");

    /// <summary>Whether PostgreSQL has the function and we do not.</summary>
    public static bool Contains(string name) => Names.Contains(name);
}
