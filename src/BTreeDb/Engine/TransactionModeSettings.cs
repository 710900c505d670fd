using System.Data;
using BTreeDb.Engine.Settings;

namespace BTreeDb.Engine;

/// <summary>
/// The characteristics of the running transaction, as SET TRANSACTION and the settings that are named after it change and
/// show them. Outside a block the next statement forgets them.
/// </summary>
internal sealed class TransactionModeSettings(DatabaseEngine engine, SessionTransaction transaction, SettingsScope settings)
{
    private const string IsolationName = "transaction_isolation";
    private const string ReadOnlyName = "transaction_read_only";
    private const string DeferrableName = "transaction_deferrable";

    /// <summary>What transactions are like that do not say.</summary>
    public TransactionCharacteristics Defaults => new(
        settings.Current.DefaultIsolation, IsReadOnly(settings.Current.DefaultReadOnly), settings.Current.DefaultDeferrable);

    /// <summary>Whether a setting is one of these.</summary>
    public static bool Has(string name) =>
        Is(name, IsolationName) || Is(name, ReadOnlyName) || Is(name, DeferrableName);

    /// <summary>A database that was opened for reading has no other transactions.</summary>
    public bool IsReadOnly(bool wanted) => wanted || engine.Settings.ReadOnly;

    /// <summary>Shows one of the settings.</summary>
    public static string Show(string name, TransactionCharacteristics current) =>
        Is(name, IsolationName) ? KnownSettings.ShowIsolation(current.Isolation)
            : SettingValues.ShowBoolean(Is(name, ReadOnlyName) ? current.IsReadOnly : current.IsDeferrable);

    /// <summary>Sets one of the settings; null means the default.</summary>
    /// <returns>The value as it is shown.</returns>
    public string Set(string name, string? value)
    {
        if (Is(name, IsolationName))
        {
            var isolation = value is null ? Defaults.Isolation : KnownSettings.ReadIsolation(name, value);
            SetIsolation(isolation);
            return KnownSettings.ShowIsolation(isolation);
        }

        var isReadOnly = Is(name, ReadOnlyName);
        var wanted = value is not null ? SettingValues.ReadBoolean(name, value)
            : isReadOnly ? Defaults.IsReadOnly : Defaults.IsDeferrable;
        if (isReadOnly)
            SetReadOnly(wanted);
        else
            SetDeferrable(wanted);
        return SettingValues.ShowBoolean(wanted);
    }

    /// <summary>Sets the isolation level, which is the same for all of a transaction.</summary>
    public void SetIsolation(IsolationLevel isolation)
    {
        if (isolation == transaction.Characteristics.Isolation)
            return;
        if (transaction.HasSnapshot)
            throw SessionErrors.IsolationTooLate();
        if (transaction.HasSavepoints)
            throw SessionErrors.IsolationInSubtransaction();
        Apply(transaction.Characteristics with { Isolation = isolation });
    }

    /// <summary>Sets whether statements may only read: at any time, but back only in the beginning.</summary>
    public void SetReadOnly(bool isReadOnly)
    {
        if (!isReadOnly && transaction.IsReadOnly)
        {
            if (transaction.HasSavepoints)
                throw SessionErrors.ReadWriteInSubtransaction();
            if (transaction.HasSnapshot)
                throw SessionErrors.ReadWriteTooLate();
        }

        Apply(transaction.Characteristics with { IsReadOnly = IsReadOnly(isReadOnly) });
    }

    /// <summary>Sets whether the transaction waits for a safe snapshot.</summary>
    public void SetDeferrable(bool isDeferrable)
    {
        if (transaction.HasSavepoints)
            throw SessionErrors.DeferrableInSubtransaction();
        if (transaction.HasSnapshot)
            throw SessionErrors.DeferrableTooLate();
        Apply(transaction.Characteristics with { IsDeferrable = isDeferrable });
    }

    private static bool Is(string name, string other) => name.Equals(other, StringComparison.OrdinalIgnoreCase);

    private void Apply(TransactionCharacteristics characteristics)
    {
        if (transaction.IsBlock)
            transaction.Configure(characteristics);
    }
}
