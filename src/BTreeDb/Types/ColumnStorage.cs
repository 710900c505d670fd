namespace BTreeDb.Types;

/// <summary>Where a column's value lies.</summary>
internal enum ColumnStorage : byte
{
    /// <summary>In the row, at a fixed offset.</summary>
    Fixed,

    /// <summary>In the row, among the values of variable length.</summary>
    Variable,

    /// <summary>Only in the key, whose bytes give it back exactly.</summary>
    Key,
}
