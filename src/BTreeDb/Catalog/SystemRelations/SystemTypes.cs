using System.Collections.Frozen;
using BTreeDb.Types;

namespace BTreeDb.Catalog.SystemRelations;

/// <summary>The built-in types as <c>pg_type</c> knows them.</summary>
internal static class SystemTypes
{
    /// <summary>All, in the order of their numbers.</summary>
    public static readonly SystemType[] All =
    [
        new(16, 1000, "bool", 1, 'B', true, TypeId.Boolean),
        new(17, 1001, "bytea", -1, 'U', false, TypeId.Bytea),
        new(18, 1002, "char", 1, 'Z', false, null),
        new(19, 1003, "name", 64, 'S', false, TypeId.Name),
        new(20, 1016, "int8", 8, 'N', false, TypeId.BigInt),
        new(21, 1005, "int2", 2, 'N', false, TypeId.SmallInt),
        new(23, 1007, "int4", 4, 'N', false, TypeId.Integer),
        new(25, 1009, "text", -1, 'S', true, TypeId.Text),
        new(26, 1028, "oid", 4, 'N', true, TypeId.Oid),
        new(114, 199, "json", -1, 'U', false, TypeId.Json),
        new(700, 1021, "float4", 4, 'N', false, TypeId.Real),
        new(701, 1022, "float8", 8, 'N', true, TypeId.Double),
        new(1042, 1014, "bpchar", -1, 'S', false, TypeId.Char),
        new(1043, 1015, "varchar", -1, 'S', false, TypeId.VarChar),
        new(1082, 1182, "date", 4, 'D', false, TypeId.Date),
        new(1083, 1183, "time", 8, 'D', false, TypeId.Time),
        new(1114, 1115, "timestamp", 8, 'D', false, TypeId.Timestamp),
        new(1184, 1185, "timestamptz", 8, 'D', true, TypeId.TimestampTz),
        new(1186, 1187, "interval", 16, 'T', true, TypeId.Interval),
        new(1700, 1231, "numeric", -1, 'N', false, TypeId.Numeric),
        new(2205, 2210, "regclass", 4, 'N', false, TypeId.RegClass),
        new(2206, 2211, "regtype", 4, 'N', false, TypeId.RegType),
        new(2249, 2287, "record", -1, 'P', false, TypeId.Record),
        new(2278, 0, "void", 4, 'P', false, TypeId.Void),
        new(4089, 4090, "regnamespace", 4, 'N', false, TypeId.RegNamespace),
        new(2950, 2951, "uuid", 16, 'U', false, TypeId.Uuid),
        new(3802, 3807, "jsonb", -1, 'U', false, TypeId.Jsonb),
    ];

    private static readonly FrozenDictionary<TypeId, SystemType> ByFamily = Index();

    /// <summary>The number of a type; an array's is that of its own type.</summary>
    public static long OidOf(SqlType type)
    {
        if (type.User is { } user)
            return IsArrayOfUsers(type) ? SystemOids.OfArrays(user.Id) : SystemOids.Of(new ObjectId(user.Id));
        if (type.Id == TypeId.Array)
            return ByFamily.TryGetValue(type.Element, out var element) ? element.ArrayOid : 0;
        return ByFamily.TryGetValue(type.Id, out var known) ? known.Oid : 0;
    }

    /// <summary>The internal name of a type: <c>int4</c>, <c>_text</c>.</summary>
    public static string NameOf(SqlType type)
    {
        if (type.User is { } user)
            return IsArrayOfUsers(type) ? "_" + user.Name : user.Name;
        if (type.Id == TypeId.Array)
            return ByFamily.TryGetValue(type.Element, out var element) ? "_" + element.Name : "anyarray";
        return ByFamily.TryGetValue(type.Id, out var known) ? known.Name : "unknown";
    }

    /// <summary>Whether a type is that of arrays of a user's type.</summary>
    private static bool IsArrayOfUsers(SqlType type) => type.Id == TypeId.Array && type.Domain is null;

    /// <summary>The description of a family; null for what is no built-in type.</summary>
    public static SystemType? Find(TypeId family) => ByFamily.GetValueOrDefault(family);

    /// <summary>The number of a collation: PostgreSQL's for those that every database has, then the languages in order.</summary>
    public static long OidOf(Collation collation)
    {
        if (collation.Id > 0)
            return SystemOids.Of(new ObjectId(collation.Id));
        var number = 12000L;
        foreach (var other in Collation.All)
        {
            number++;
            if (ReferenceEquals(other, collation))
                break;
        }

        return collation.Name switch
        {
            "default" => SystemOids.DefaultCollation,
            "C" => 950,
            "POSIX" => 951,
            _ => number,
        };
    }

    /// <summary>The number of the collation of a column's values.</summary>
    public static long CollationOf(ColumnSchema column) =>
        column.Collation is { } name && Collation.TryFind(name, out var collation) ? OidOf(collation) : CollationOf(column.Type);

    /// <summary>The number of the collation of a type's values.</summary>
    public static long CollationOf(SqlType type) => (type.Id == TypeId.Array ? type.Element : type.Id) switch
    {
        TypeId.Name => 950,
        TypeId.Text or TypeId.VarChar or TypeId.Char => SystemOids.DefaultCollation,
        _ => 0,
    };

    /// <summary>The modifier as PostgreSQL stores it, where lengths count a header of four bytes.</summary>
    public static int StoredModifier(SqlType type)
    {
        if (type.Modifier < 0)
            return -1;
        var family = type.Id == TypeId.Array ? type.Element : type.Id;
        return family is TypeId.VarChar or TypeId.Char or TypeId.Numeric ? type.Modifier + 4 : type.Modifier;
    }

    /// <summary>The type of a number and a stored modifier; null when there is none.</summary>
    public static SqlType? TypeOf(long oid, int storedModifier, CatalogSnapshot catalog)
    {
        foreach (var user in catalog.Types)
        {
            if (oid == SystemOids.Of(new ObjectId(user.Id)))
                return user.AsType;
            if (oid == SystemOids.OfArrays(user.Id))
                return SqlType.ArrayOf(user.AsType);
        }

        foreach (var known in All)
        {
            if (known.Family is not { } family || known.Oid != oid && (known.ArrayOid != oid || oid == 0))
                continue;
            var counted = family is TypeId.VarChar or TypeId.Char or TypeId.Numeric;
            var modifier = storedModifier < 0 ? -1 : counted ? storedModifier - 4 : storedModifier;
            return known.Oid == oid
                ? new SqlType(family, modifier)
                : new SqlType(TypeId.Array, modifier, family);
        }

        return null;
    }

    private static FrozenDictionary<TypeId, SystemType> Index()
    {
        var index = new Dictionary<TypeId, SystemType>();
        foreach (var type in All)
        {
            if (type.Family is { } family)
                index.Add(family, type);
        }

        return index.ToFrozenDictionary();
    }
}
