using BTreeDb.Types;

namespace BTreeDb.Catalog.SystemRelations.InformationSchema;

/// <summary>What the information schema tells of a type, in columns that several of its views have.</summary>
internal readonly struct TypeAttributes(SqlType type)
{
    private const int OctetsOfUnlimited = 1 << 30;
    private const int OctetsOfCharacter = 4;
    private const int MicrosecondDigits = 6;

    /// <summary>The bits of an integer type; null for others.</summary>
    public static long? IntegerBits(SqlType type) => type.Id switch
    {
        TypeId.SmallInt => 16,
        TypeId.Integer => 32,
        TypeId.BigInt => 64,
        _ => null,
    };

    /// <summary>Sets all of these columns.</summary>
    public void Write(SystemRow row, SystemState state, Datum database)
    {
        row["data_type"] = Cell.Of(DataType(state));
        row["character_maximum_length"] = Cell.Of(CharacterLength());
        row["character_octet_length"] = Cell.Of(OctetLength());
        row["numeric_precision"] = Cell.Of(Precision());
        row["numeric_precision_radix"] = Cell.Of(Radix());
        row["numeric_scale"] = Cell.Of(Scale());
        row["datetime_precision"] = Cell.Of(DateTimePrecision());
        row["udt_catalog"] = database;
        row["udt_schema"] = Cell.Of(state.Objects.TypeSchema(type));
        row["udt_name"] = Cell.Of(state.Objects.TypeName(type));
    }

    private string DataType(SystemState state)
    {
        if (type.Id == TypeId.Array)
            return "ARRAY";
        return state.Objects.TypeSchema(type) == SystemRelationIndex.CatalogSchema ? TypeNames.Of(type.Id) : "USER-DEFINED";
    }

    private long? CharacterLength() =>
        type.Id is TypeId.VarChar or TypeId.Char && type.Modifier >= 0 ? type.Modifier : null;

    private long? OctetLength() => type.Id switch
    {
        TypeId.Text => OctetsOfUnlimited,
        TypeId.VarChar or TypeId.Char => type.Modifier < 0 ? OctetsOfUnlimited : type.Modifier * OctetsOfCharacter,
        _ => null,
    };

    private long? Precision() => type.Id switch
    {
        TypeId.Real => 24,
        TypeId.Double => 53,
        TypeId.Numeric when type.Modifier >= 0 => NumericModifier.Precision(type.Modifier),
        _ => IntegerBits(type),
    };

    private long? Radix() => type.Id switch
    {
        TypeId.Numeric => 10,
        TypeId.Real or TypeId.Double => 2,
        _ => IntegerBits(type) is null ? null : 2,
    };

    private long? Scale() => type.Id switch
    {
        TypeId.Numeric when type.Modifier >= 0 => NumericModifier.Scale(type.Modifier),
        _ => IntegerBits(type) is null ? null : 0,
    };

    private long? DateTimePrecision() => type.Id switch
    {
        TypeId.Date => 0,
        TypeId.Time or TypeId.Timestamp or TypeId.TimestampTz or TypeId.Interval =>
            type.Modifier < 0 ? MicrosecondDigits : type.Modifier,
        _ => null,
    };
}
