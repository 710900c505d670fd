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
        "xmlagg", "txid_status", "pg_xact_status", "pg_current_snapshot", "txid_current_snapshot");

    /// <summary>Whether PostgreSQL has the function and we do not.</summary>
    public static bool Contains(string name) => Names.Contains(name);
}
