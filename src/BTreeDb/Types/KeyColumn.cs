namespace BTreeDb.Types;

/// <summary>How one column of a key is encoded.</summary>
/// <param name="Type">Its type.</param>
/// <param name="Descending">From high to low.</param>
/// <param name="NullsFirst">Where nulls sort, whatever the direction.</param>
/// <param name="IsNullable">
/// Whether a marker byte precedes the value. False only for columns that can never be NULL (those of a primary key).
/// </param>
internal readonly record struct KeyColumn(
    SqlType Type, bool Descending = false, bool NullsFirst = false, bool IsNullable = true)
{
    /// <summary>Whether an equal value can be read from a key; those of arrays, jsonb and keyed texts hold a normal form that gives nothing back.</summary>
    public bool IsReadable => Type.Id is not (TypeId.Array or TypeId.Jsonb or TypeId.KeyedText);
}
