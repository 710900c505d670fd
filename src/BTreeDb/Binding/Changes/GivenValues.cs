using BTreeDb.Binding.Errors;
using BTreeDb.Catalog;
using BTreeDb.Parsing.Syntax.Changes;

namespace BTreeDb.Binding.Changes;

/// <summary>What becomes of values that an INSERT gives for columns which make their own.</summary>
internal static class GivenValues
{
    /// <summary>
    /// Whether OVERRIDING USER VALUE puts the column's own value in place of a given one; 428C9 where a value must not be
    /// given at all.
    /// </summary>
    public static bool AreIgnored(ColumnSchema column, OverridingKind overriding)
    {
        if (column.IsGenerated)
            throw ChangeErrors.GivenForGenerated(column);
        if (column.IsIdentity && overriding == OverridingKind.User)
            return true;
        if (column.Generation == ColumnGeneration.IdentityAlways && overriding != OverridingKind.System)
            throw ChangeErrors.GivenForGenerated(column);
        return false;
    }
}
