namespace BTreeDb.Types;

/// <summary>A label of an enum.</summary>
/// <param name="Name">Its text.</param>
/// <param name="Value">
/// What is stored for it. Values sort as labels do; there are gaps between them, so that a label can come in between.
/// </param>
internal readonly record struct EnumLabel(string Name, int Value);
