namespace BTreeDb.Engine.Settings;

/// <summary>What SHOW and <c>current_setting</c> say, which includes what belongs to the transaction.</summary>
internal static class SettingValueReader
{
    /// <summary>The value; null when there is no such setting and that is fine.</summary>
    public static string? Read(string name, SettingsScope settings, SessionTransaction transaction, bool isMissingFine)
    {
        if (TransactionModeSettings.Has(name))
            return TransactionModeSettings.Show(name, transaction.Characteristics);
        return isMissingFine && !settings.Knows(name) ? null : settings.Show(name);
    }
}
