using BTreeDb.Types;

namespace BTreeDb.Binding.Functions;

/// <summary>Short names for the types, after PostgreSQL's internal ones, so that a signature fits on its line.</summary>
internal static class FunctionTypes
{
    public const TypeId Bool = TypeId.Boolean;
    public const TypeId Int2 = TypeId.SmallInt;
    public const TypeId Int4 = TypeId.Integer;
    public const TypeId Int8 = TypeId.BigInt;
    public const TypeId Float4 = TypeId.Real;
    public const TypeId Float8 = TypeId.Double;
    public const TypeId Numeric = TypeId.Numeric;
    public const TypeId Text = TypeId.Text;
    public const TypeId BpChar = TypeId.Char;
    public const TypeId Bytea = TypeId.Bytea;
    public const TypeId Date = TypeId.Date;
    public const TypeId Time = TypeId.Time;
    public const TypeId Timestamp = TypeId.Timestamp;
    public const TypeId TimestampTz = TypeId.TimestampTz;
    public const TypeId Interval = TypeId.Interval;
    public const TypeId TimeTz = TypeId.TimeTz;
    public const TypeId Bit = TypeId.Bit;
    public const TypeId VarBit = TypeId.VarBit;
    public const TypeId Uuid = TypeId.Uuid;
    public const TypeId Json = TypeId.Json;
    public const TypeId Jsonb = TypeId.Jsonb;
    public const TypeId Oid = TypeId.Oid;
    public const TypeId RegClass = TypeId.RegClass;
    public const TypeId RegType = TypeId.RegType;
    public const TypeId RegNamespace = TypeId.RegNamespace;
    public const TypeId Name = TypeId.Name;
    public const TypeId Any = PseudoTypes.Any;
    public const TypeId AnyElement = PseudoTypes.AnyElement;
    public const TypeId AnyArray = PseudoTypes.AnyArray;
    public const TypeId AnyCompatible = PseudoTypes.AnyCompatible;
    public const TypeId AnyCompatibleArray = PseudoTypes.AnyCompatibleArray;
    public const TypeId TextArray = TypeNames.ArrayCode | TypeId.Text;
    public const TypeId Int4Array = TypeNames.ArrayCode | TypeId.Integer;
    public const TypeId ByteaArray = TypeNames.ArrayCode | TypeId.Bytea;

    /// <summary>From narrow to wide.</summary>
    public static ReadOnlySpan<TypeId> Integers => [Int2, Int4, Int8];

    /// <summary>From narrow to wide.</summary>
    public static ReadOnlySpan<TypeId> Floats => [Float4, Float8];

    /// <summary>All types that count.</summary>
    public static ReadOnlySpan<TypeId> Numbers => [Int2, Int4, Int8, Float4, Float8, Numeric];
}
