using System.Globalization;
using BTreeDb.Engine.Settings;
using BTreeDb.Parsing.Syntax;
using BTreeDb.Parsing.Syntax.Expressions;
using BTreeDb.Parsing.Syntax.Session;
using BTreeDb.Types;

namespace BTreeDb.Engine;

/// <summary>SET, RESET and SHOW.</summary>
internal sealed class SettingCommands(
    SessionTransaction transaction, TransactionModeSettings modes, SettingsScope settings, Action<Notice> notify)
{
    /// <summary>SET.</summary>
    public void Set(SetStatement statement)
    {
        if (TransactionModeSettings.Has(statement.Name))
        {
            modes.Set(statement.Name, ReadValue(statement));
            return;
        }

        if (statement.IsLocal && !transaction.IsBlock)
        {
            if (!statement.Name.Contains('.', StringComparison.Ordinal))
                KnownSettings.Find(statement.Name);
            notify(SessionErrors.OnlyEffectiveInTransaction("SET LOCAL"));
            return;
        }

        settings.Set(statement.Name, ReadValue(statement), statement.IsLocal);
    }

    /// <summary>RESET.</summary>
    public void Reset(ResetStatement statement)
    {
        if (statement.Name is { } mode && TransactionModeSettings.Has(mode))
            modes.Set(mode, null);
        else if (statement.Name is { } name)
            settings.Set(name, null, isLocal: false);
        else
            settings.ResetAll();
    }

    /// <summary>The columns of SHOW.</summary>
    public static string[] ColumnsOf(ShowStatement statement) =>
        statement.Name is { } name ? [ShownName(name)] : ["name", "setting", "description"];

    /// <summary>The rows of SHOW.</summary>
    public List<string[]> Show(ShowStatement statement)
    {
        if (statement.Name is { } name)
            return [[ShowValue(name)]];
        var rows = new List<string[]>();
        foreach (var setting in KnownSettings.Describe(settings))
            rows.Add([setting.Name, setting.Value, setting.Description]);
        return rows;
    }

    private static string ShownName(string name) => KnownSettings.TryFind(name)?.Name ?? name.ToLowerInvariant();

    private string ShowValue(string name) => SettingValueReader.Read(name, settings, transaction, isMissingFine: false)!;

    private static string? ReadValue(SetStatement statement)
    {
        if (statement.Values.IsEmpty)
            return null;
        if (statement.Values.Count > 1 && !TakesList(statement.Name))
            throw SettingErrors.TakesOneValue(statement.Name);
        var parts = new string[statement.Values.Count];
        for (var i = 0; i < parts.Length; i++)
        {
            parts[i] = ReadWord(statement.Name, statement.Values[i]);
            if (statement.Name.Equals("search_path", StringComparison.OrdinalIgnoreCase))
                parts[i] = Catalog.QualifiedText.Quote(parts[i]);
        }

        return string.Join(", ", parts);
    }

    private static bool TakesList(string name) =>
        name.ToLowerInvariant() is "search_path" or "datestyle" or "temp_tablespaces" or "local_preload_libraries";

    private static string ReadWord(string name, Expression value) => value switch
    {
        StringLiteral text => text.Value,
        IntegerLiteral number => number.Value.ToString(CultureInfo.InvariantCulture),
        DecimalLiteral number => number.Text,
        BooleanLiteral truth => SettingValues.ShowBoolean(truth.Value),
        UnaryExpression { Operator.Symbol: "-", Operand: var operand } => "-" + ReadWord(name, operand),
        TypedLiteral interval when name.Equals("timezone", StringComparison.OrdinalIgnoreCase) => ReadOffset(interval.Value),
        _ => throw SettingErrors.TakesOneValue(name),
    };

    /// <summary>The hours of an interval, as a number.</summary>
    private static string ReadOffset(string interval)
    {
        var offset = IntervalText.Parse(System.Text.Encoding.UTF8.GetBytes(interval));
        if (offset.Months != 0 || offset.Days != 0)
            throw SettingErrors.Invalid("TimeZone", interval);
        return ((double)offset.Micros / TimestampMath.MicrosPerHour).ToString("R", CultureInfo.InvariantCulture);
    }
}
