namespace BTreeDb.Catalog.SystemRelations;

/// <summary>A setting as <c>pg_settings</c> shows it.</summary>
internal readonly record struct SystemSetting(
    string Name, string Value, string Description, string Kind, string Context, string Default, string Initial, string? Unit)
{
    /// <summary>The least value of a number.</summary>
    public string? Minimum { get; init; }

    /// <summary>The greatest value of a number.</summary>
    public string? Maximum { get; init; }

    /// <summary>The values of an enum.</summary>
    public IReadOnlyList<string>? Choices { get; init; }
}
