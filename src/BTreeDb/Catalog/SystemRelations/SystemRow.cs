using BTreeDb.Types;

namespace BTreeDb.Catalog.SystemRelations;

/// <summary>A row of a system relation whose values are set by name, made by <see cref="Cell"/>.</summary>
internal readonly struct SystemRow(SystemRows rows, Datum[] cells)
{
    /// <summary>Sets the value of a column.</summary>
    public Datum this[string column]
    {
        set => cells[rows.Ordinals[column]] = value;
    }
}
