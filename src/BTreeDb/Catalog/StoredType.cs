using BTreeDb.Types;

namespace BTreeDb.Catalog;

/// <summary>A type as a record has it: an enum or domain is named by its id, and found when all records are in.</summary>
internal readonly record struct StoredType(SqlType Type, uint UserTypeId)
{
    /// <summary>Reads the four columns of a type from <paramref name="first"/> on.</summary>
    public static StoredType Read(RowReader row, int first)
    {
        var type = new SqlType((TypeId)row.GetInt16(first), row.GetInt32(first + 1), (TypeId)row.GetInt16(first + 2));
        if (!Enum.IsDefined(type.Id))
            throw CatalogErrors.Corrupt($"type {(int)type.Id} is unknown");
        return new(type, (uint)row.GetInt64(first + 3));
    }
}
