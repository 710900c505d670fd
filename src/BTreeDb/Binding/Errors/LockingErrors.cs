using BTreeDb.Diagnostics;
using BTreeDb.Parsing.Syntax.Queries;

namespace BTreeDb.Binding.Errors;

/// <summary>Where FOR UPDATE and its kin cannot be.</summary>
internal static class LockingErrors
{
    public static EngineException NotAllowedWith(LockingClause clause, string what) =>
        new(SqlState.FeatureNotSupported, $"{NameOf(clause.Strength)} is not allowed with {what}");

    public static EngineException NullableSide(LockingClause clause) =>
        new(SqlState.FeatureNotSupported, $"{NameOf(clause.Strength)} cannot be applied to the nullable side of an outer join");

    public static EngineException NotATable(LockingClause clause, string what, int position) =>
        new(SqlState.FeatureNotSupported, $"{NameOf(clause.Strength)} cannot be applied to {what}") { Position = position };

    public static EngineException NotInFrom(LockingClause clause, string name, int position) =>
        new(SqlState.UndefinedTable, $"relation \"{name}\" in {NameOf(clause.Strength)} clause not found in FROM clause")
        {
            Position = position,
        };

    /// <summary>What the lock is called in SQL.</summary>
    public static string NameOf(RowLockStrength strength) => strength switch
    {
        RowLockStrength.KeyShare => "FOR KEY SHARE",
        RowLockStrength.Share => "FOR SHARE",
        RowLockStrength.NoKeyUpdate => "FOR NO KEY UPDATE",
        _ => "FOR UPDATE",
    };
}
