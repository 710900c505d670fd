using BTreeDb.Types;

namespace BTreeDb.Catalog.SystemRelations;

/// <summary>
/// The numbers of objects in the system catalog: PostgreSQL's own for what every database has, and for the user's
/// objects numbers made of their ids, in a range for each kind that has no id of its own.
/// </summary>
internal static class SystemOids
{
    public const long PgCatalog = 11;
    public const long Public = 2200;
    public const long InformationSchema = 13000;
    public const long User = 10;
    public const long BTreeMethod = 403;
    public const long HeapMethod = 2;
    public const long DefaultCollation = 100;
    public const long Database = 5;

    private const long FirstUserOid = 16384;
    private const long PrimaryKeyIndexes = 0x1000_0000;
    private const long KeyConstraints = 0x2000_0000;
    private const long Checks = 0x4000_0000;
    private const long Defaults = 0x8000_0000;
    private const long Labels = 0x1_0000_0000;
    private const long ArrayTypes = 0x0800_0000;
    private const long DomainChecks = 0x6000_0000;

    /// <summary>The number of an object with an id.</summary>
    public static long Of(ObjectId id) => FirstUserOid + id.Value;

    /// <summary>The number of the index that a table's primary key is in PostgreSQL.</summary>
    public static long OfPrimaryKeyIndex(ObjectId table) => PrimaryKeyIndexes + Of(table);

    /// <summary>The number of a constraint that an index backs.</summary>
    public static long OfKeyConstraint(long index) => KeyConstraints + index;

    /// <summary>The number of a table's CHECK constraint.</summary>
    public static long OfCheck(ObjectId table, int place) => Checks + (Of(table) << 8) + place;

    /// <summary>The number of a column's default.</summary>
    public static long OfDefault(ObjectId table, int attribute) => Defaults + (Of(table) << 11) + attribute;

    /// <summary>The number of a label of an enum.</summary>
    public static long OfLabel(uint type, int place) => Labels + ((FirstUserOid + (long)type) << 10) + place;

    /// <summary>The number of the type of arrays of a user's type.</summary>
    public static long OfArrays(uint type) => ArrayTypes + FirstUserOid + type;

    /// <summary>The number of a domain's CHECK constraint.</summary>
    public static long OfDomainCheck(uint domain, int place) => DomainChecks + ((FirstUserOid + (long)domain) << 8) + place;

    /// <summary>The number of a column in its table.</summary>
    public static int AttributeOf(ColumnSchema column) => column.Number;
}
