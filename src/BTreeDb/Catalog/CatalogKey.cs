using BTreeDb.Types;

namespace BTreeDb.Catalog;

/// <summary>The key of a record of the catalog tree. All records of an object lie together.</summary>
/// <param name="Object">The table, view or schema; 0 for the database.</param>
/// <param name="Kind">What the record describes.</param>
/// <param name="Part">The index that a record belongs to, else 0.</param>
/// <param name="Ordinal">The place among records of the same kind.</param>
internal readonly record struct CatalogKey(ObjectId Object, CatalogRecordKind Kind, ObjectId Part, int Ordinal)
{
    private static readonly KeyColumn ObjectColumn = new(SqlType.BigInt, IsNullable: false);
    private static readonly KeyColumn KindColumn = new(SqlType.SmallInt, IsNullable: false);
    private static readonly KeyColumn OrdinalColumn = new(SqlType.Integer, IsNullable: false);

    /// <summary>The key of the database's own record.</summary>
    public static CatalogKey Database => new(default, CatalogRecordKind.Database, default, 0);

    /// <summary>Encodes the key.</summary>
    public byte[] Encode()
    {
        var writer = new ByteWriter(24);
        KeyEncoding.WriteInt64(writer, Object.Value, descending: false);
        KeyEncoding.WriteInt16(writer, (short)Kind, descending: false);
        KeyEncoding.WriteInt64(writer, Part.Value, descending: false);
        KeyEncoding.WriteInt32(writer, Ordinal, descending: false);
        return writer.Written.ToArray();
    }

    /// <summary>Decodes a key; it comes from the disk and is checked.</summary>
    public static CatalogKey Decode(ReadOnlySpan<byte> key)
    {
        var id = ReadId(ref key);
        var kind = KeyEncoding.Read(key, KindColumn, out var length).AsInt64();
        key = key[length..];
        var part = ReadId(ref key);
        var ordinal = KeyEncoding.Read(key, OrdinalColumn, out length).AsInt32();
        if (length != key.Length)
            throw CatalogErrors.Corrupt("a key is too long");
        return new(id, (CatalogRecordKind)kind, part, ordinal);
    }

    private static ObjectId ReadId(ref ReadOnlySpan<byte> key)
    {
        var value = KeyEncoding.Read(key, ObjectColumn, out var length).AsInt64();
        if (value is < 0 or > uint.MaxValue)
            throw CatalogErrors.Corrupt("an object id is out of range");
        key = key[length..];
        return new((uint)value);
    }
}
