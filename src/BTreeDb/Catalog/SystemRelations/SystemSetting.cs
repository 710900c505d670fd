namespace BTreeDb.Catalog.SystemRelations;

/// <summary>A setting as <c>pg_settings</c> shows it.</summary>
internal readonly record struct SystemSetting(
    string Name, string Value, string Description, string Kind, string Context, string Default, string Initial, string? Unit);
