namespace BTreeDb.Engine.Settings;

/// <summary>One name that SET and SHOW know.</summary>
/// <param name="Name">The name as PostgreSQL writes it; found in any case.</param>
/// <param name="Description">One sentence for SHOW ALL.</param>
/// <param name="Show">The value as PostgreSQL shows it.</param>
/// <param name="Apply">The settings with a new value; null where the setting cannot be changed.</param>
internal sealed record Setting(
    string Name,
    string Description,
    Func<SessionSettings, string> Show,
    Func<SessionSettings, string, SessionSettings>? Apply)
{
    /// <summary>What kind of value it has: bool, integer, real, enum or string.</summary>
    public string Kind { get; init; } = "string";

    /// <summary>The words of an enum, if they are listed with the setting.</summary>
    public IReadOnlyList<string>? Choices { get; init; }

    /// <summary>The limits of a number, if they are listed with the setting.</summary>
    public (string Minimum, string Maximum)? Limits { get; init; }

    /// <summary>Whether SHOW ALL and <c>pg_settings</c> pass it over.</summary>
    public bool IsHidden { get; init; }
}
