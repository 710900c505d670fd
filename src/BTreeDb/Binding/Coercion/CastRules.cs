using BTreeDb.Binding.Functions;
using BTreeDb.Types;

namespace BTreeDb.Binding.Coercion;

/// <summary>
/// The casts of PostgreSQL's <c>pg_cast</c> for our types, and the conversions through text that it adds: any type to a
/// string type on assignment, a string type to any type when asked explicitly.
/// </summary>
internal static class CastRules
{
    /// <summary>Whether a value of one family may become another in a context. Unknown literals may become anything.</summary>
    public static bool Allows(TypeId from, TypeId to, CastContext context) =>
        from == to || from == TypeId.Unknown || IsTakenBy(to, from) || Weakest(from, to) is { } weakest && weakest <= context;

    /// <summary>Whether a value of one type may become another in a context.</summary>
    public static bool Allows(SqlType from, SqlType to, CastContext context) =>
        Allows(SignatureTypes.CodeOf(from), SignatureTypes.CodeOf(to), context);

    private static bool IsTakenBy(TypeId standIn, TypeId type) => standIn switch
    {
        PseudoTypes.Any or PseudoTypes.AnyElement or PseudoTypes.AnyCompatible => true,
        PseudoTypes.AnyArray or PseudoTypes.AnyCompatibleArray => SignatureTypes.IsArray(type),
        PseudoTypes.AnyNonArray => !SignatureTypes.IsArray(type),
        PseudoTypes.AnyEnum => type == TypeId.Enum,
        _ => false,
    };

    /// <summary>Whether the bytes of one family are the other's, so that nothing is to be computed.</summary>
    public static bool SharesBytes(TypeId from, TypeId to) =>
        from == to && from != TypeId.Array || from is TypeId.Text or TypeId.VarChar or TypeId.Name && to is TypeId.Text or TypeId.VarChar;

    private static CastContext? Weakest(TypeId from, TypeId to)
    {
        if (SignatureTypes.IsArray(from) && SignatureTypes.IsArray(to))
            return Weakest(SignatureTypes.ElementOf(from), SignatureTypes.ElementOf(to));
        if (NumericRank(from) is var fromRank and >= 0 && NumericRank(to) is var toRank and >= 0)
            return fromRank < toRank ? CastContext.Implicit : CastContext.Assignment;
        var fromString = TypeCategories.Of(from) == TypeCategory.String;
        var toString = TypeCategories.Of(to) == TypeCategory.String;
        if (fromString && toString)
            return to == TypeId.Name ? CastContext.Assignment : CastContext.Implicit;
        return ByPair(from, to) ?? (toString ? CastContext.Assignment : fromString ? CastContext.Explicit : null);
    }

    private static CastContext? ByPair(TypeId from, TypeId to) => (from, to) switch
    {
        (TypeId.Integer, TypeId.Boolean) or (TypeId.Boolean, TypeId.Integer) => CastContext.Explicit,
        (TypeId.Date, TypeId.Timestamp or TypeId.TimestampTz) => CastContext.Implicit,
        (TypeId.Timestamp, TypeId.TimestampTz) => CastContext.Implicit,
        (TypeId.Timestamp or TypeId.TimestampTz, TypeId.Date or TypeId.Time) => CastContext.Assignment,
        (TypeId.TimestampTz, TypeId.Timestamp) => CastContext.Assignment,
        (TypeId.Bit, TypeId.VarBit) or (TypeId.VarBit, TypeId.Bit) => CastContext.Implicit,
        (TypeId.Integer or TypeId.BigInt, TypeId.Bit) or (TypeId.Bit, TypeId.Integer or TypeId.BigInt) => CastContext.Explicit,
        (TypeId.InternalChar, TypeId.Text) => CastContext.Implicit,
        (TypeId.Text or TypeId.VarChar or TypeId.Char, TypeId.InternalChar) => CastContext.Assignment,
        (TypeId.InternalChar, TypeId.Integer) or (TypeId.Integer, TypeId.InternalChar) => CastContext.Explicit,
        (TypeId.Time, TypeId.TimeTz) => CastContext.Implicit,
        (TypeId.TimeTz, TypeId.Time) or (TypeId.TimestampTz, TypeId.TimeTz) => CastContext.Assignment,
        (TypeId.Time, TypeId.Interval) => CastContext.Implicit,
        (TypeId.Interval, TypeId.Time) => CastContext.Assignment,
        (TypeId.Jsonb, TypeId.Boolean or TypeId.SmallInt or TypeId.Integer or TypeId.BigInt or TypeId.Real or TypeId.Double
            or TypeId.Numeric) => CastContext.Explicit,
        (TypeId.Json, TypeId.Jsonb) or (TypeId.Jsonb, TypeId.Json) => CastContext.Assignment,
        (TypeId.SmallInt or TypeId.Integer or TypeId.BigInt, _) when IsObject(to) => CastContext.Implicit,
        (TypeId.Oid, _) when IsObject(to) => CastContext.Implicit,
        (_, TypeId.Oid) when IsObject(from) => CastContext.Implicit,
        (_, TypeId.Integer or TypeId.BigInt) when IsObject(from) => CastContext.Assignment,
        (TypeId.Text or TypeId.VarChar, TypeId.RegClass) => CastContext.Implicit,
        _ => null,
    };

    private static bool IsObject(TypeId type) =>
        type is TypeId.Oid or TypeId.RegClass or TypeId.RegType or TypeId.RegNamespace;

    /// <summary>Numbers convert upwards by themselves, downwards on assignment.</summary>
    private static int NumericRank(TypeId type) => type switch
    {
        TypeId.SmallInt => 0,
        TypeId.Integer => 1,
        TypeId.BigInt => 2,
        TypeId.Numeric => 3,
        TypeId.Real => 4,
        TypeId.Double => 5,
        _ => -1,
    };
}
