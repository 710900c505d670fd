namespace BTreeDb.Engine.Settings;

/// <summary>The severities of messages, as <c>client_min_messages</c> orders them.</summary>
internal static class MessageSeverity
{
    private static readonly string[] Ascending =
        ["debug5", "debug4", "debug3", "debug2", "debug1", "log", "notice", "warning", "error"];

    /// <summary>The severity as it is kept; 22023 for another word.</summary>
    public static string Check(string value)
    {
        var severity = value.ToLowerInvariant();
        return severity == "debug" ? "debug2" : SettingValues.CheckChoice("client_min_messages", severity, Ascending);
    }

    /// <summary>Whether a message is told under a setting.</summary>
    public static bool IsTold(string severity, string least) =>
        Array.IndexOf(Ascending, severity.ToLowerInvariant()) is var place
        && (place < 0 || place >= Array.IndexOf(Ascending, least));
}
