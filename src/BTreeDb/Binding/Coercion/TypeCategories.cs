using BTreeDb.Types;

namespace BTreeDb.Binding.Coercion;

/// <summary>Which category a type is in, and which type of a category is preferred.</summary>
internal static class TypeCategories
{
    public static TypeCategory Of(TypeId type) => type switch
    {
        TypeId.Unknown => TypeCategory.Unknown,
        TypeId.Boolean => TypeCategory.Boolean,
        TypeId.SmallInt or TypeId.Integer or TypeId.BigInt or TypeId.Real or TypeId.Double or TypeId.Numeric
            or TypeId.Oid or TypeId.RegClass or TypeId.RegType or TypeId.RegNamespace
            => TypeCategory.Numeric,
        TypeId.Text or TypeId.VarChar or TypeId.Char or TypeId.Name => TypeCategory.String,
        TypeId.Date or TypeId.Time or TypeId.TimeTz or TypeId.Timestamp or TypeId.TimestampTz => TypeCategory.DateTime,
        TypeId.Interval => TypeCategory.Timespan,
        TypeId.Bit or TypeId.VarBit => TypeCategory.BitString,
        TypeId.InternalChar => TypeCategory.UserDefined,
        TypeId.Array or (>= TypeNames.ArrayCode and < (TypeId)0xC0) => TypeCategory.Array,
        TypeId.Enum => TypeCategory.Enum,
        TypeId.Bytea or TypeId.Uuid or TypeId.Json or TypeId.Jsonb => TypeCategory.UserDefined,
        _ => TypeCategory.Pseudo,
    };

    /// <summary>The type that its category's ambiguous cases resolve to.</summary>
    public static bool IsPreferred(TypeId type) =>
        type is TypeId.Boolean or TypeId.Double or TypeId.Oid or TypeId.Text or TypeId.TimestampTz or TypeId.Interval or TypeId.VarBit;
}
