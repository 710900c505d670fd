namespace BTreeDb.Catalog;

/// <summary>What COMMENT ON said of an object or a part of it.</summary>
/// <param name="Column">The number of the column; 0 for the object or one of its constraints.</param>
/// <param name="Constraint">The constraint's name, or null.</param>
/// <param name="Text">The comment.</param>
internal sealed record ObjectComment(int Column, string? Constraint, string Text);
