namespace BTreeDb.Planning.Explain;

/// <summary>A named value of a plan's node.</summary>
/// <param name="Name">The name.</param>
/// <param name="Value">The value as text.</param>
/// <param name="IsNumber">Whether it is printed without quotes.</param>
internal readonly record struct PlanProperty(string Name, string Value, bool IsNumber)
{
    /// <summary>A number.</summary>
    public static PlanProperty Number(string name, string value) => new(name, value, true);

    /// <summary>A text.</summary>
    public static PlanProperty Text(string name, string value) => new(name, value, false);
}
