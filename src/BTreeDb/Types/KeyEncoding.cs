using System.Buffers.Binary;
using BTreeDb.Primitives;

namespace BTreeDb.Types;

/// <summary>
/// The order-preserving encoding of keys: the order of the bytes (memcmp) is the order of the values. See the folder's
/// README for the bytes of each type. Each column's bytes tell where they end (invariant T3), so columns follow each other
/// without separators and a suffix can be found by skipping. Decoding yields the value again, except that -0.0 comes back
/// as 0.0, a numeric without trailing zeros, and an interval normalised.
/// </summary>
internal static class KeyEncoding
{
    private const byte NullFirstMarker = 0x00;
    private const byte ValueMarker = 0x01;
    private const byte NullLastMarker = 0x02;

    private const byte Terminator = 0x00;
    private const byte Escape = 0x01;

    // An escaped byte is never the escape itself, so that counting escapes gives the decoded length.
    private const int EscapeShift = 2;

    private const uint SingleNaN = 0xFFC00000;
    private const ulong DoubleNaN = 0xFFF8000000000000;

    /// <summary>Appends a value or NULL.</summary>
    public static void Append(ByteWriter writer, in KeyColumn column, in Datum value)
    {
        if (value.IsNull)
        {
            AppendNull(writer, column);
            return;
        }

        AppendMarker(writer, column);
        var descending = column.Descending;
        switch (column.Type.Physical)
        {
            case PhysicalType.Boolean:
                WriteBoolean(writer, value.AsBoolean(), descending);
                break;
            case PhysicalType.Int16:
                WriteInt16(writer, (short)value.AsInt64(), descending);
                break;
            case PhysicalType.Int32:
                WriteInt32(writer, value.AsInt32(), descending);
                break;
            case PhysicalType.Int64:
                WriteInt64(writer, value.AsInt64(), descending);
                break;
            case PhysicalType.Single:
                WriteSingle(writer, value.AsSingle(), descending);
                break;
            case PhysicalType.Double:
                WriteDouble(writer, value.AsDouble(), descending);
                break;
            case PhysicalType.Numeric:
                WriteNumeric(writer, value.AsNumeric(), descending);
                break;
            case PhysicalType.Uuid:
                WriteUuid(writer, value.AsUuid(), descending);
                break;
            case PhysicalType.Interval:
                WriteInterval(writer, value.AsInterval(), descending);
                break;
            default:
                WriteVariable(writer, column, value.AsBytes());
                break;
        }
    }

    /// <summary>Appends NULL.</summary>
    public static void AppendNull(ByteWriter writer, in KeyColumn column)
    {
        Invariant.Holds(column.IsNullable, "T4");
        writer.Append(column.NullsFirst ? NullFirstMarker : NullLastMarker);
    }

    /// <summary>Appends what precedes a value that is not NULL; the typed writers below append the value.</summary>
    public static void AppendMarker(ByteWriter writer, in KeyColumn column)
    {
        if (column.IsNullable)
            writer.Append(ValueMarker);
    }

    /// <summary>Reads the first column of a key and says how many bytes it took.</summary>
    public static Datum Read(ReadOnlySpan<byte> key, in KeyColumn column, out int length)
    {
        length = Skip(key, column);
        if (TryReadNull(key, column, out var markerLength))
            return Datum.Null;
        var value = key[markerLength..length];
        var descending = column.Descending;
        switch (column.Type.Physical)
        {
            case PhysicalType.Boolean:
                return Datum.FromBoolean(ReadBoolean(value, descending));
            case PhysicalType.Int16:
                return Datum.FromInt64(ReadInt16(value, descending));
            case PhysicalType.Int32:
                return Datum.FromInt64(ReadInt32(value, descending));
            case PhysicalType.Int64:
                return Datum.FromInt64(ReadInt64(value, descending));
            case PhysicalType.Single:
                return Datum.FromSingle(ReadSingle(value, descending));
            case PhysicalType.Double:
                return Datum.FromDouble(ReadDouble(value, descending));
            case PhysicalType.Numeric:
                return Datum.FromNumeric(NumericKey.Read(value, descending));
            case PhysicalType.Uuid:
                return Datum.FromUuid(ReadUuid(value, descending));
            case PhysicalType.Interval:
                return Datum.FromInterval(ReadInterval(value, descending));
            default:
                var bytes = new byte[DecodedLength(value, descending)];
                ReadBytes(value, descending, bytes);
                return Datum.FromBytes(bytes);
        }
    }

    /// <summary>How many bytes the first column of a key takes. Checked: a key from the disk may hold anything.</summary>
    public static int Skip(ReadOnlySpan<byte> key, in KeyColumn column)
    {
        if (TryReadNull(key, column, out var start))
            return start;
        var rest = key[start..];
        var width = WidthOf(column.Type.Physical);
        if (width < 0)
        {
            width = column.Type.Physical == PhysicalType.Numeric
                ? NumericKey.LengthOf(rest, column.Descending)
                : rest.IndexOf(column.Descending ? unchecked((byte)~Terminator) : Terminator) + 1;
            if (width <= 0)
                TypeErrors.ThrowCorruptKey("a value has no end");
        }
        else if (width > rest.Length)
        {
            TypeErrors.ThrowCorruptKey("a value is cut off");
        }

        return start + width;
    }

    /// <summary>Bytes of a value of fixed width in a key, without marker; -1 when the width varies.</summary>
    public static int WidthOf(PhysicalType type) => type switch
    {
        PhysicalType.Boolean => 1,
        PhysicalType.Int16 => 2,
        PhysicalType.Int32 or PhysicalType.Single => 4,
        PhysicalType.Int64 or PhysicalType.Double => 8,
        PhysicalType.Uuid or PhysicalType.Interval => 16,
        _ => -1,
    };

    /// <summary>Whether the column at the start of a key is NULL, and how long its marker is.</summary>
    public static bool TryReadNull(ReadOnlySpan<byte> key, in KeyColumn column, out int markerLength)
    {
        markerLength = 0;
        if (!column.IsNullable)
            return false;
        if (key.Length == 0)
            TypeErrors.ThrowCorruptKey("a column is missing");
        markerLength = 1;
        return key[0] != ValueMarker;
    }

    /// <summary>
    /// Turns a prefix into the smallest key above all keys that begin with it; false when there is none (all bytes 0xFF).
    /// </summary>
    public static bool TryMakeSuccessor(ByteWriter prefix)
    {
        var bytes = prefix.Written;
        var length = bytes.Length;
        while (length > 0 && bytes[length - 1] == 0xFF)
            length--;
        if (length == 0)
            return false;
        bytes[length - 1]++;
        prefix.Truncate(length);
        return true;
    }

    public static void WriteBoolean(ByteWriter writer, bool value, bool descending)
    {
        var bits = (byte)(value ? 1 : 0);
        writer.Append(descending ? (byte)~bits : bits);
    }

    public static void WriteInt16(ByteWriter writer, short value, bool descending)
    {
        var bits = (ushort)(value ^ short.MinValue);
        BinaryPrimitives.WriteUInt16BigEndian(writer.Append(2), descending ? (ushort)~bits : bits);
    }

    public static void WriteInt32(ByteWriter writer, int value, bool descending)
    {
        var bits = (uint)value ^ 0x80000000;
        BinaryPrimitives.WriteUInt32BigEndian(writer.Append(4), descending ? ~bits : bits);
    }

    public static void WriteInt64(ByteWriter writer, long value, bool descending)
    {
        var bits = (ulong)value ^ 0x8000000000000000;
        BinaryPrimitives.WriteUInt64BigEndian(writer.Append(8), descending ? ~bits : bits);
    }

    public static void WriteSingle(ByteWriter writer, float value, bool descending)
    {
        var bits = BitConverter.SingleToUInt32Bits(value);
        bits = float.IsNaN(value) ? SingleNaN
            : value == 0 ? 0x80000000
            : (bits & 0x80000000) != 0 ? ~bits : bits | 0x80000000;
        BinaryPrimitives.WriteUInt32BigEndian(writer.Append(4), descending ? ~bits : bits);
    }

    public static void WriteDouble(ByteWriter writer, double value, bool descending)
    {
        var bits = BitConverter.DoubleToUInt64Bits(value);
        bits = double.IsNaN(value) ? DoubleNaN
            : value == 0 ? 0x8000000000000000
            : (bits & 0x8000000000000000) != 0 ? ~bits : bits | 0x8000000000000000;
        BinaryPrimitives.WriteUInt64BigEndian(writer.Append(8), descending ? ~bits : bits);
    }

    public static void WriteUuid(ByteWriter writer, UInt128 value, bool descending) =>
        BinaryPrimitives.WriteUInt128BigEndian(writer.Append(16), descending ? ~value : value);

    public static void WriteInterval(ByteWriter writer, Interval value, bool descending) =>
        WriteUuid(writer, (UInt128)value.Span ^ ((UInt128)1 << 127), descending);

    public static void WriteNumeric(ByteWriter writer, Numeric value, bool descending) =>
        NumericKey.Write(writer, value, descending);

    /// <summary>Writes a value of variable length in its normal form, which is itself for text and bytea.</summary>
    public static void WriteVariable(ByteWriter writer, in KeyColumn column, ReadOnlySpan<byte> value)
    {
        if (column.Type.Id == TypeId.Char)
            value = TextLength.TrimBlanks(value);
        if (column.IsReadable)
        {
            WriteBytes(writer, value, column.Descending);
            return;
        }

        var normal = new ByteWriter();
        VariableOrder.WriteNormal(normal, value, column.Type);
        WriteBytes(writer, normal.Written, column.Descending);
    }

    /// <summary>
    /// Bytes with 0x00 as 01 02 and 0x01 as 01 03, then 0x00. Text has neither byte as a rule, so it costs one byte more
    /// than itself, and the end is found by searching a single byte.
    /// </summary>
    public static void WriteBytes(ByteWriter writer, ReadOnlySpan<byte> value, bool descending)
    {
        var start = writer.Length;
        while (true)
        {
            var special = value.IndexOfAnyInRange((byte)0, Escape);
            if (special < 0)
                break;
            writer.Append(value[..special]);
            writer.Append(Escape);
            writer.Append((byte)(value[special] + EscapeShift));
            value = value[(special + 1)..];
        }

        writer.Append(value);
        writer.Append(Terminator);
        if (descending)
            Complement(writer.Written[start..]);
    }

    public static bool ReadBoolean(ReadOnlySpan<byte> value, bool descending) => (value[0] & 1) != (descending ? 1 : 0);

    public static short ReadInt16(ReadOnlySpan<byte> value, bool descending)
    {
        var bits = BinaryPrimitives.ReadInt16BigEndian(value);
        return (short)((descending ? ~bits : bits) ^ short.MinValue);
    }

    public static int ReadInt32(ReadOnlySpan<byte> value, bool descending)
    {
        var bits = BinaryPrimitives.ReadInt32BigEndian(value);
        return (descending ? ~bits : bits) ^ int.MinValue;
    }

    public static long ReadInt64(ReadOnlySpan<byte> value, bool descending)
    {
        var bits = BinaryPrimitives.ReadInt64BigEndian(value);
        return (descending ? ~bits : bits) ^ long.MinValue;
    }

    public static float ReadSingle(ReadOnlySpan<byte> value, bool descending)
    {
        var bits = BinaryPrimitives.ReadUInt32BigEndian(value);
        bits = descending ? ~bits : bits;
        return BitConverter.UInt32BitsToSingle((bits & 0x80000000) != 0 ? bits ^ 0x80000000 : ~bits);
    }

    public static double ReadDouble(ReadOnlySpan<byte> value, bool descending)
    {
        var bits = BinaryPrimitives.ReadUInt64BigEndian(value);
        bits = descending ? ~bits : bits;
        return BitConverter.UInt64BitsToDouble((bits & 0x8000000000000000) != 0 ? bits ^ 0x8000000000000000 : ~bits);
    }

    public static UInt128 ReadUuid(ReadOnlySpan<byte> value, bool descending)
    {
        var bits = BinaryPrimitives.ReadUInt128BigEndian(value);
        return descending ? ~bits : bits;
    }

    /// <summary>An interval equal to the one written, in days and microseconds.</summary>
    public static Interval ReadInterval(ReadOnlySpan<byte> value, bool descending)
    {
        var span = (Int128)(ReadUuid(value, descending) ^ ((UInt128)1 << 127));
        var months = (int)(span / (30 * TimestampMath.MicrosPerDay));
        span -= (Int128)months * 30 * TimestampMath.MicrosPerDay;
        var days = (int)(span / TimestampMath.MicrosPerDay);
        return new Interval(months, days, (long)(span - (Int128)days * TimestampMath.MicrosPerDay));
    }

    /// <summary>The length of the bytes that an encoded value (with its terminator) stands for.</summary>
    public static int DecodedLength(ReadOnlySpan<byte> value, bool descending)
    {
        var body = value[..^1];
        return body.Length - body.Count(descending ? unchecked((byte)~Escape) : Escape);
    }

    /// <summary>Decodes bytes (with their terminator) into a span of <see cref="DecodedLength"/>.</summary>
    public static void ReadBytes(ReadOnlySpan<byte> value, bool descending, Span<byte> target)
    {
        var body = value[..^1];
        var flip = (byte)(descending ? 0xFF : 0);
        if (target.Length == body.Length)
        {
            body.CopyTo(target);
            if (descending)
                Complement(target);
            return;
        }

        var at = 0;
        for (var i = 0; i < body.Length && at < target.Length; i++)
        {
            var b = (byte)(body[i] ^ flip);
            if (b == Escape && ++i < body.Length)
                b = (byte)((body[i] ^ flip) - EscapeShift);
            target[at++] = b;
        }
    }

    /// <summary>Inverts every bit: what turns an ascending value into a descending one.</summary>
    public static void Complement(Span<byte> bytes)
    {
        for (var i = 0; i < bytes.Length; i++)
            bytes[i] = (byte)~bytes[i];
    }
}
