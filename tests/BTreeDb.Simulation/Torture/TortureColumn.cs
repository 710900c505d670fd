namespace BTreeDb.Simulation.Torture;

/// <summary>A column of a table of the model.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its type in SQL.</param>
internal sealed record TortureColumn(string Name, string Type)
{
    /// <summary>The types that columns have.</summary>
    public static readonly string[] Types = ["int", "bigint", "text", "numeric", "boolean"];

    /// <summary>A value as the database prints it, or null.</summary>
    public string? NewValue(Random random) => random.Next(8) == 0 ? null : Type switch
    {
        "int" => random.Next(-50, 50).ToString(System.Globalization.CultureInfo.InvariantCulture),
        "bigint" => random.NextInt64(-1L << 40, 1L << 40).ToString(System.Globalization.CultureInfo.InvariantCulture),
        "numeric" => random.Next(1000).ToString(System.Globalization.CultureInfo.InvariantCulture) + ".25",
        "boolean" => random.Next(2) == 0 ? "t" : "f",
        _ => new string((char)('a' + random.Next(26)), LengthOf(random)),
    };

    /// <summary>A value in SQL.</summary>
    public string Literal(string? value) => value is null ? "NULL" : Type switch
    {
        "text" => $"'{value}'",
        "boolean" => value == "t" ? "true" : "false",
        _ => $"({value})",
    };

    /// <summary>Mostly short, some longer than a page.</summary>
    private static int LengthOf(Random random) => random.Next(25) switch
    {
        0 => random.Next(20_000),
        1 or 2 => random.Next(1500),
        _ => random.Next(60),
    };
}
