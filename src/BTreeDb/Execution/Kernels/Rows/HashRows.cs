using System.Buffers.Binary;
using BTreeDb.Types;

namespace BTreeDb.Execution.Kernels.Rows;

/// <summary>The functions that hash a value, and that tell its size: a list.</summary>
internal static class HashRows
{
    public static void Hash(CallFrame call) => call.Return((int)(uint)Of(call, 0));

    public static void HashExtended(CallFrame call) => call.Return((long)Of(call, (ulong)call.Int64(1)));

    /// <summary>The bytes of a value as PostgreSQL would hold it on its own.</summary>
    public static void ColumnSize(CallFrame call)
    {
        const int Header = 4;
        var value = call.Datum(0);
        var type = call.TypeOf(0);
        call.Return(type.Id switch
        {
            TypeId.Boolean or TypeId.InternalChar => 1,
            TypeId.SmallInt => 2,
            TypeId.Integer or TypeId.Real or TypeId.Date or TypeId.Oid or TypeId.Enum
                or TypeId.RegClass or TypeId.RegType or TypeId.RegNamespace => 4,
            TypeId.BigInt or TypeId.Double or TypeId.Time or TypeId.Timestamp or TypeId.TimestampTz => 8,
            TypeId.TimeTz => 12,
            TypeId.Interval or TypeId.Uuid => 16,
            TypeId.Name => 64,
            TypeId.Numeric => Header + NumericSize(value.AsNumeric()),
            TypeId.Char => Header + Math.Max(value.AsBytes().Length, type.Modifier),
            TypeId.Text or TypeId.VarChar or TypeId.Bytea or TypeId.Json => Header + value.AsBytes().Length,
            _ => throw TypeErrors.NotSupported(type),
        });
    }

    private static ulong Of(CallFrame call, ulong seed)
    {
        var type = call.TypeOf(0);
        switch (type.Physical)
        {
            case PhysicalType.Int16:
                return ValueHash.UInt32((uint)call.Value<short>(0), seed);
            case PhysicalType.Int32:
                return ValueHash.UInt32((uint)call.Int32(0), seed);
            case PhysicalType.Int64 when type.Id == TypeId.Oid:
                return ValueHash.UInt32((uint)call.Int64(0), seed);
            case PhysicalType.Int64:
                return ValueHash.Int64(call.Int64(0), seed);
            case PhysicalType.Single:
                return ValueHash.Double(call.Value<float>(0), seed);
            case PhysicalType.Double:
                return ValueHash.Double(call.Double(0), seed);
            case PhysicalType.Uuid:
                Span<byte> bytes = stackalloc byte[16];
                BinaryPrimitives.WriteUInt128BigEndian(bytes, call.Value<UInt128>(0));
                return ValueHash.Bytes(bytes, seed);
            case PhysicalType.Interval:
                var span = call.Interval(0);
                return ValueHash.Int64(span.Micros + (span.Days + span.Months * 30L) * TimestampMath.MicrosPerDay, seed);
            default:
                return type.Id == TypeId.InternalChar
                    ? ValueHash.UInt32((uint)(sbyte)(call.Bytes(0) is [var letter, ..] ? letter : 0), seed)
                    : ValueHash.Bytes(type.Id == TypeId.Char ? TextLength.TrimBlanks(call.Bytes(0)) : call.Bytes(0), seed);
        }
    }

    /// <summary>Two bytes of header and two for each four digits, counted from the decimal point, without zeros around.</summary>
    private static int NumericSize(in Numeric value)
    {
        if (!value.IsFinite)
            return 2;
        var text = value.ToString().TrimStart('-');
        var point = text.IndexOf('.', StringComparison.Ordinal);
        var whole = (point < 0 ? text : text[..point]).TrimStart('0');
        var fraction = point < 0 ? "" : text[(point + 1)..];
        var digits = whole.PadLeft((whole.Length + 3) / 4 * 4, '0') + fraction.PadRight((fraction.Length + 3) / 4 * 4, '0');
        var groups = digits.Length / 4;
        var (first, last) = (0, groups - 1);
        while (first < groups && digits.AsSpan(first * 4, 4).SequenceEqual("0000"))
            first++;
        while (last >= first && digits.AsSpan(last * 4, 4).SequenceEqual("0000"))
            last--;
        return 2 + 2 * (last - first + 1);
    }
}
