using BTreeDb.Types;

namespace BTreeDb.Catalog.SystemRelations.InformationSchema;

/// <summary>What the information schema tells of a type, in columns that several of its views have.</summary>
internal readonly struct TypeAttributes(SqlType type)
{
    private const int OctetsOfUnlimited = 1 << 30;
    private const int OctetsOfCharacter = 4;
    private const int MicrosecondDigits = 6;

    /// <summary>Of a domain below a domain nothing is told.</summary>
    private readonly SqlType _shape = type.Domain is null ? type : new SqlType(TypeId.Void);

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
        _shape.Id is TypeId.VarChar or TypeId.Char && _shape.Modifier >= 0 ? _shape.Modifier : null;

    private long? OctetLength() => _shape.Id switch
    {
        TypeId.Text => OctetsOfUnlimited,
        TypeId.VarChar or TypeId.Char => _shape.Modifier < 0 ? OctetsOfUnlimited : _shape.Modifier * OctetsOfCharacter,
        _ => null,
    };

    private long? Precision() => _shape.Id switch
    {
        TypeId.Real => 24,
        TypeId.Double => 53,
        TypeId.Numeric when _shape.Modifier >= 0 => NumericModifier.Precision(_shape.Modifier),
        _ => IntegerBits(_shape),
    };

    private long? Radix() => _shape.Id switch
    {
        TypeId.Numeric => 10,
        TypeId.Real or TypeId.Double => 2,
        _ => IntegerBits(_shape) is null ? null : 2,
    };

    private long? Scale() => _shape.Id switch
    {
        TypeId.Numeric when _shape.Modifier >= 0 => NumericModifier.Scale(_shape.Modifier),
        _ => IntegerBits(_shape) is null ? null : 0,
    };

    private long? DateTimePrecision() => _shape.Id switch
    {
        TypeId.Date => 0,
        TypeId.Time or TypeId.Timestamp or TypeId.TimestampTz or TypeId.Interval =>
            _shape.Modifier < 0 ? MicrosecondDigits : _shape.Modifier,
        _ => null,
    };
}
