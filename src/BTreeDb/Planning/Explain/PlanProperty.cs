namespace BTreeDb.Planning.Explain;

/// <summary>A named value of a plan's node.</summary>
/// <param name="Name">The name.</param>
/// <param name="Value">The value as text; of a list, all of it.</param>
/// <param name="IsBare">Whether it is printed without quotes: a number, or true or false.</param>
internal readonly record struct PlanProperty(string Name, string Value, bool IsBare)
{
    /// <summary>The values of a list; null where it is one value.</summary>
    public IReadOnlyList<string>? Items { get; private init; }

    /// <summary>A number.</summary>
    public static PlanProperty Number(string name, string value) => new(name, value, true);

    /// <summary>A truth.</summary>
    public static PlanProperty Truth(string name, bool value) => new(name, value ? "true" : "false", true);

    /// <summary>A text.</summary>
    public static PlanProperty Text(string name, string value) => new(name, value, false);

    /// <summary>A list of texts.</summary>
    public static PlanProperty List(string name, IReadOnlyList<string> items) =>
        new(name, string.Join(", ", items), false) { Items = items };
}
