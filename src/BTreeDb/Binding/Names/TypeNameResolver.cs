using BTreeDb.Binding.Errors;
using BTreeDb.Catalog;
using BTreeDb.Parsing.Syntax;
using BTreeDb.Parsing.Syntax.Expressions;
using BTreeDb.Types;

namespace BTreeDb.Binding.Names;

/// <summary>Finds the type that a type's name means, with its modifier.</summary>
internal static class TypeNameResolver
{
    private const int MaxTextLength = 10485760;
    private const int MaxNumericPrecision = 1000;
    private const int MaxFractionalDigits = 6;

    /// <summary>Resolves a type name that may also be a user's, looked up in a schema first where one is given.</summary>
    public static SqlType Resolve(TypeName name, ICatalogView catalog, string? near = null)
    {
        var (schema, plain) = (name.Name.Schema, name.Name.Name);
        if (schema is null && (FindFamily(plain) is not null || IsKnownButMissing(plain)))
            return Resolve(name);
        if (!(schema is null && near is not null && catalog.TryGetType(near, plain, out var type))
            && !catalog.TryGetType(schema, plain, out type))
        {
            return schema is null or "pg_catalog" || catalog.HasSchema(schema)
                ? Resolve(name)
                : throw CatalogErrors.SchemaMissing(schema);
        }

        if (!name.Modifiers.IsEmpty)
            throw CoercionErrors.NoTypeModifier(plain, name.Position);
        if (name.ArrayBounds.IsEmpty)
            return type.AsType;
        return type.AsType.Id == TypeId.Array
            ? throw UnsupportedErrors.Feature($"arrays of a domain over an array (\"{plain}\")", name.Position)
            : SqlType.ArrayOf(type.AsType);
    }

    /// <summary>Resolves a type name; 42704 when nothing has it, 0A000 when we do not have the type yet.</summary>
    public static SqlType Resolve(TypeName name)
    {
        var family = FamilyOf(name);
        var type = name.Modifiers.IsEmpty ? new SqlType(family) : new SqlType(family, ModifierOf(family, name));
        if (name.IntervalFields != Parsing.Syntax.IntervalFields.All)
            type = type with { Modifier = FieldsOf(name.IntervalFields, type.Modifier) };
        return name.ArrayBounds.IsEmpty ? type : SqlType.ArrayOf(type);
    }

    /// <summary>Finds a family by its internal name; null when there is none. For calls such as <c>float8(x)</c>.</summary>
    public static TypeId? FindFamily(string name) => name switch
    {
        "bool" or "boolean" => TypeId.Boolean,
        "int2" or "smallint" => TypeId.SmallInt,
        "int4" or "integer" or "int" => TypeId.Integer,
        "int8" or "bigint" => TypeId.BigInt,
        "float4" or "real" => TypeId.Real,
        "float8" => TypeId.Double,
        "numeric" or "decimal" => TypeId.Numeric,
        "text" => TypeId.Text,
        "varchar" => TypeId.VarChar,
        "bpchar" => TypeId.Char,
        "bytea" => TypeId.Bytea,
        "date" => TypeId.Date,
        "time" => TypeId.Time,
        "timestamp" => TypeId.Timestamp,
        "timestamptz" => TypeId.TimestampTz,
        "timetz" => TypeId.TimeTz,
        "bit" => TypeId.Bit,
        "varbit" => TypeId.VarBit,
        "char" => TypeId.InternalChar,
        "uuid" => TypeId.Uuid,
        "interval" => TypeId.Interval,
        "json" => TypeId.Json,
        "jsonb" => TypeId.Jsonb,
        "oid" => TypeId.Oid,
        "regclass" => TypeId.RegClass,
        "regtype" => TypeId.RegType,
        "regnamespace" => TypeId.RegNamespace,
        "name" => TypeId.Name,
        _ => null,
    };

    /// <summary>The name under which a family is a column: PostgreSQL's internal one.</summary>
    public static string InternalName(TypeId family) => family switch
    {
        TypeId.Boolean => "bool",
        TypeId.SmallInt => "int2",
        TypeId.Integer => "int4",
        TypeId.BigInt => "int8",
        TypeId.Real => "float4",
        TypeId.Double => "float8",
        TypeId.VarChar => "varchar",
        TypeId.Char => "bpchar",
        TypeId.Time => "time",
        TypeId.Timestamp => "timestamp",
        TypeId.TimestampTz => "timestamptz",
        TypeId.TimeTz => "timetz",
        TypeId.VarBit => "varbit",
        TypeId.InternalChar => "char",
        _ => TypeNames.Of(family),
    };

    private static TypeId FamilyOf(TypeName name)
    {
        var schema = name.Name.Schema;
        var inCatalog = schema is null or "pg_catalog";
        if (inCatalog && FindFamily(name.Name.Name) is { } family)
            return family;
        if (inCatalog && IsKnownButMissing(name.Name.Name))
            throw UnsupportedErrors.Type(name.Name.Name, name.Position);
        throw NameErrors.UndefinedType(string.Join('.', name.Name.Parts), name.Position);
    }

    private static int FieldsOf(Parsing.Syntax.IntervalFields fields, int digits)
    {
        var (first, last) = fields switch
        {
            Parsing.Syntax.IntervalFields.Year => (0, 0),
            Parsing.Syntax.IntervalFields.Month => (1, 1),
            Parsing.Syntax.IntervalFields.Day => (2, 2),
            Parsing.Syntax.IntervalFields.Hour => (3, 3),
            Parsing.Syntax.IntervalFields.Minute => (4, 4),
            Parsing.Syntax.IntervalFields.Second => (5, 5),
            Parsing.Syntax.IntervalFields.YearToMonth => (0, 1),
            Parsing.Syntax.IntervalFields.DayToHour => (2, 3),
            Parsing.Syntax.IntervalFields.DayToMinute => (2, 4),
            Parsing.Syntax.IntervalFields.DayToSecond => (2, 5),
            Parsing.Syntax.IntervalFields.HourToMinute => (3, 4),
            Parsing.Syntax.IntervalFields.HourToSecond => (3, 5),
            _ => (4, 5),
        };
        return IntervalModifier.OfFields(first, last, digits);
    }

    private static bool IsKnownButMissing(string name) =>
        name is "xml" or "money"
            or "inet" or "cidr" or "macaddr" or "macaddr8" or "point" or "line" or "lseg" or "box" or "path" or "polygon" or "circle"
            or "regproc" or "regprocedure" or "regoper" or "regoperator" or "regrole" or "regconfig" or "regdictionary" or "regcollation"
            or "jsonpath" or "aclitem" or "pg_lsn" or "pg_snapshot" or "txid_snapshot" or "xid" or "xid8" or "cid" or "tid" or "refcursor"
            or "int4multirange" or "int8multirange" or "nummultirange" or "datemultirange" or "tsmultirange" or "tstzmultirange" or "tsvector"
            or "tsquery" or "serial" or "bigserial" or "smallserial" or "serial4" or "serial8" or "serial2"
            or "int4range" or "int8range" or "numrange" or "daterange" or "tsrange" or "tstzrange" or "record" or "void";

    private static int ModifierOf(TypeId family, TypeName name)
    {
        var first = Constant(name.Modifiers[0]);
        var position = name.Position;
        switch (family)
        {
            case TypeId.Numeric when name.Modifiers.Count <= 2:
                return NumericModifierOf(first, name.Modifiers.Count > 1 ? Constant(name.Modifiers[1]) : 0, position);
            case TypeId.VarChar or TypeId.Char when name.Modifiers.Count == 1:
                return TextModifierOf(TypeNameForLength(family), first, position);
            case TypeId.Bit or TypeId.VarBit when name.Modifiers.Count == 1:
                return TextModifierOf(family == TypeId.Bit ? "bit" : "varbit", first, position);
            case TypeId.Time or TypeId.TimeTz or TypeId.Timestamp or TypeId.TimestampTz or TypeId.Interval when name.Modifiers.Count == 1:
                return (int)Math.Clamp(first, 0, MaxFractionalDigits);
            case TypeId.Numeric or TypeId.VarChar or TypeId.Char or TypeId.Time or TypeId.TimeTz or TypeId.Timestamp
                or TypeId.TimestampTz or TypeId.Interval:
                throw CoercionErrors.InvalidTypeModifier("invalid type modifier", position);
            default:
                throw CoercionErrors.NoTypeModifier(name.Name.Name, position);
        }
    }

    private static string TypeNameForLength(TypeId family) => family == TypeId.Char ? "char" : "varchar";

    private static int TextModifierOf(string type, long length, int position)
    {
        if (length < 1)
            throw CoercionErrors.InvalidTypeModifier($"length for type {type} must be at least 1", position);
        if (length > MaxTextLength)
            throw CoercionErrors.InvalidTypeModifier($"length for type {type} cannot exceed {MaxTextLength}", position);
        return (int)length;
    }

    private static int NumericModifierOf(long precision, long scale, int position)
    {
        if (precision is < 1 or > MaxNumericPrecision)
        {
            throw CoercionErrors.InvalidTypeModifier(
                $"NUMERIC precision {precision} must be between 1 and {MaxNumericPrecision}", position);
        }
        if (scale is < -MaxNumericPrecision or > MaxNumericPrecision)
        {
            throw CoercionErrors.InvalidTypeModifier(
                $"NUMERIC scale {scale} must be between -{MaxNumericPrecision} and {MaxNumericPrecision}", position);
        }
        return NumericModifier.Make((int)precision, (int)scale);
    }

    private static long Constant(Expression modifier) => modifier switch
    {
        IntegerLiteral literal => literal.Value,
        UnaryExpression { Operator.Symbol: "-", Operand: IntegerLiteral literal } => -literal.Value,
        _ => throw CoercionErrors.ModifierNotConstant(modifier.Position),
    };
}
