namespace BTreeDb.Types;

/// <summary>The names of types as PostgreSQL prints them.</summary>
internal static class TypeNames
{
    /// <summary>
    /// Added to a family, it names the family's arrays where only a family is known: in signatures and messages. Never stored.
    /// </summary>
    public const TypeId ArrayCode = (TypeId)0x80;

    /// <summary>The name of a family, without modifier.</summary>
    public static string Of(TypeId id) => id switch
    {
        >= ArrayCode and < (TypeId)0xC0 => Of(id & ~ArrayCode) + "[]",
        TypeId.Boolean => "boolean",
        TypeId.SmallInt => "smallint",
        TypeId.Integer => "integer",
        TypeId.BigInt => "bigint",
        TypeId.Real => "real",
        TypeId.Double => "double precision",
        TypeId.Numeric => "numeric",
        TypeId.Text => "text",
        TypeId.VarChar => "character varying",
        TypeId.Char => "character",
        TypeId.Bytea => "bytea",
        TypeId.Date => "date",
        TypeId.Time => "time without time zone",
        TypeId.TimeTz => "time with time zone",
        TypeId.Bit => "bit",
        TypeId.VarBit => "bit varying",
        TypeId.InternalChar => "\"char\"",
        TypeId.Timestamp => "timestamp without time zone",
        TypeId.TimestampTz => "timestamp with time zone",
        TypeId.Uuid => "uuid",
        TypeId.Interval => "interval",
        TypeId.Json => "json",
        TypeId.Jsonb => "jsonb",
        TypeId.Array => "array",
        TypeId.Enum => "enum",
        TypeId.Record => "record",
        TypeId.Void => "void",
        TypeId.Oid => "oid",
        TypeId.RegClass => "regclass",
        TypeId.RegType => "regtype",
        TypeId.Name => "name",
        TypeId.RegNamespace => "regnamespace",
        _ => "unknown",
    };

    /// <summary>The name with its modifier: <c>numeric(10,2)</c>, <c>character varying(20)</c>, <c>integer[]</c>.</summary>
    public static string Of(SqlType type)
    {
        if (type.User is { } user)
            return type.Id == TypeId.Array && type.Domain is null ? user.Name + "[]" : user.Name;
        if (type.Id == TypeId.Array)
            return Of(type.ElementType) + "[]";
        var modifier = type.Modifier;
        if (modifier < 0)
            return Of(type.Id);
        return type.Id switch
        {
            TypeId.Numeric => $"numeric({NumericModifier.Precision(modifier)},{NumericModifier.Scale(modifier)})",
            TypeId.VarChar => $"character varying({modifier})",
            TypeId.Char => $"character({modifier})",
            TypeId.Time => $"time({modifier}) without time zone",
            TypeId.TimeTz => $"time({modifier}) with time zone",
            TypeId.Bit => $"bit({modifier})",
            TypeId.VarBit => $"bit varying({modifier})",
            TypeId.Timestamp => $"timestamp({modifier}) without time zone",
            TypeId.TimestampTz => $"timestamp({modifier}) with time zone",
            TypeId.Interval => IntervalModifier.NameOf(modifier),
            _ => Of(type.Id),
        };
    }
}
