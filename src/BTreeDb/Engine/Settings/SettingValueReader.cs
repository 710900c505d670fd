using BTreeDb.Transactions;

namespace BTreeDb.Engine.Settings;

/// <summary>What SHOW and <c>current_setting</c> say, which includes what belongs to the transaction.</summary>
internal static class SettingValueReader
{
    /// <summary>The value; null when there is no such setting and that is fine.</summary>
    public static string? Read(string name, SettingsScope settings, SessionTransaction transaction, bool isMissingFine)
    {
        switch (name.ToLowerInvariant())
        {
            case "transaction_isolation":
                return transaction.Isolation switch
                {
                    IsolationLevel.ReadCommitted => "read committed",
                    IsolationLevel.Serializable => "serializable",
                    _ => "repeatable read",
                };
            case "transaction_read_only":
                return SettingValues.ShowBoolean(transaction.IsReadOnly);
            case "transaction_deferrable":
                return SettingValues.ShowBoolean(false);
            default:
                if (isMissingFine && !settings.Knows(name))
                    return null;
                return settings.Show(name);
        }
    }
}
