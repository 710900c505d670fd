namespace BTreeDb.Types;

/// <summary>
/// The short names of zones, which .NET does not know: those of the regions that agree on one, by standard offset.
/// </summary>
internal static class ZoneAbbreviations
{
    /// <summary>The name of a zone's clock at an offset in seconds; null when there is no usual one.</summary>
    public static string? Find(string zone, int offset, TimeZoneInfo rules)
    {
        var isSummer = offset != (int)rules.BaseUtcOffset.TotalSeconds;
        var hours = rules.BaseUtcOffset.TotalHours;
        var region = zone.Split('/')[0];
        if (region is "UTC" or "Etc" && offset == 0)
            return "UTC";
        return region switch
        {
            "Europe" when zone == "Europe/London" => isSummer ? "BST" : "GMT",
            "Europe" when zone == "Europe/Dublin" => offset == 0 ? "GMT" : "IST",
            "Europe" when zone == "Europe/Moscow" => "MSK",
            "Europe" => European(hours, isSummer),
            "America" or "US" or "Canada" => American(hours, isSummer),
            "Australia" => Australian(hours, isSummer),
            "Asia" => zone switch
            {
                "Asia/Tokyo" => "JST",
                "Asia/Seoul" => "KST",
                "Asia/Kolkata" or "Asia/Calcutta" => "IST",
                "Asia/Shanghai" => "CST",
                "Asia/Hong_Kong" => "HKT",
                _ => null,
            },
            _ => null,
        };
    }

    private static string? European(double hours, bool isSummer) => hours switch
    {
        0 => isSummer ? "WEST" : "WET",
        1 => isSummer ? "CEST" : "CET",
        2 => isSummer ? "EEST" : "EET",
        _ => null,
    };

    private static string? American(double hours, bool isSummer) => hours switch
    {
        -3.5 => isSummer ? "NDT" : "NST",
        -4 => isSummer ? "ADT" : "AST",
        -5 => isSummer ? "EDT" : "EST",
        -6 => isSummer ? "CDT" : "CST",
        -7 => isSummer ? "MDT" : "MST",
        -8 => isSummer ? "PDT" : "PST",
        -9 => isSummer ? "AKDT" : "AKST",
        -10 => isSummer ? "HDT" : "HST",
        _ => null,
    };

    private static string? Australian(double hours, bool isSummer) => hours switch
    {
        8 => "AWST",
        9.5 => isSummer ? "ACDT" : "ACST",
        10 => isSummer ? "AEDT" : "AEST",
        _ => null,
    };
}
