namespace BTreeDb.Types;

/// <summary>
/// The families of SQL types. The numbers are stored in catalogs and key encodings: never renumber, only add.
/// </summary>
internal enum TypeId : byte
{
    /// <summary>A literal or parameter whose type the context decides (PostgreSQL's <c>unknown</c>).</summary>
    Unknown = 0,
    Boolean = 1,
    SmallInt = 2,
    Integer = 3,
    BigInt = 4,
    Real = 5,
    Double = 6,
    Numeric = 7,
    Text = 8,
    /// <summary><c>character varying(n)</c>.</summary>
    VarChar = 9,
    /// <summary><c>character(n)</c>, blank padded.</summary>
    Char = 10,
    Bytea = 11,
    Date = 12,
    Time = 13,
    Timestamp = 14,
    /// <summary><c>timestamp with time zone</c>.</summary>
    TimestampTz = 15,
    Uuid = 16,
    Interval = 17,
    Json = 18,
    Jsonb = 19,
    /// <summary>An array of <see cref="SqlType.Element"/>.</summary>
    Array = 20,
    /// <summary>A user-defined enum, named by <see cref="SqlType.User"/>.</summary>
    Enum = 21,
    /// <summary>An anonymous row.</summary>
    Record = 22,
    /// <summary>The result of a function that returns nothing.</summary>
    Void = 23,
    /// <summary>The number of a catalog object, an unsigned integer of 32 bits.</summary>
    Oid = 40,
    /// <summary>A relation. Held as the name under which the session finds it; it becomes an oid where one is wanted.</summary>
    RegClass = 41,
    /// <summary>A type, held by its name.</summary>
    RegType = 42,
    /// <summary>The name of a catalog object: text of at most 63 bytes.</summary>
    Name = 43,
    /// <summary>A schema, held by its name.</summary>
    RegNamespace = 44,
    /// <summary><c>time with time zone</c>.</summary>
    TimeTz = 50,
    /// <summary><c>bit(n)</c>, held as text of zeros and ones.</summary>
    Bit = 51,
    /// <summary><c>bit varying(n)</c>, held as text of zeros and ones.</summary>
    VarBit = 52,
    /// <summary>PostgreSQL's <c>"char"</c>: one byte.</summary>
    InternalChar = 53,
    /// <summary>
    /// A text behind its key under a collation that is not deterministic (<see cref="CollationKeys"/>). The key alone is
    /// compared, hashed and put into indexes.
    /// </summary>
    KeyedText = 54,
}
