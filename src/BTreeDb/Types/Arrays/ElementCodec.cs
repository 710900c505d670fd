using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace BTreeDb.Types.Arrays;

/// <summary>
/// The raw bytes of a value inside an array: little-endian at the width of its physical type; text and bytea as they are;
/// numeric as in a row.
/// </summary>
internal static class ElementCodec
{
    /// <summary>Bytes of an element; -1 when they vary.</summary>
    public static int WidthOf(TypeId element) => KeyEncoding.WidthOf(new SqlType(element).Physical);

    /// <summary>Appends a value that is not NULL.</summary>
    public static void Write(ByteWriter writer, in Datum value, TypeId element)
    {
        switch (new SqlType(element).Physical)
        {
            case PhysicalType.Boolean:
                writer.Append((byte)(value.AsBoolean() ? 1 : 0));
                break;
            case PhysicalType.Int16:
                WriteRaw(writer, (short)value.AsInt64());
                break;
            case PhysicalType.Int32:
                WriteRaw(writer, value.AsInt32());
                break;
            case PhysicalType.Int64:
                WriteRaw(writer, value.AsInt64());
                break;
            case PhysicalType.Single:
                WriteRaw(writer, value.AsSingle());
                break;
            case PhysicalType.Double:
                WriteRaw(writer, value.AsDouble());
                break;
            case PhysicalType.Numeric:
                NumericCodec.Write(writer, value.AsNumeric());
                break;
            case PhysicalType.Uuid:
                WriteRaw(writer, value.AsUuid());
                break;
            case PhysicalType.Interval:
                WriteRaw(writer, value.AsInterval());
                break;
            default:
                writer.Append(value.AsBytes());
                break;
        }
    }

    /// <summary>Appends a value of fixed width.</summary>
    public static void WriteRaw<T>(ByteWriter writer, T value)
        where T : unmanaged => MemoryMarshal.Write(writer.Append(Marshal<T>()), in value);

    /// <summary>Reads a value of fixed width.</summary>
    public static T ReadRaw<T>(ReadOnlySpan<byte> raw)
        where T : unmanaged => MemoryMarshal.Read<T>(raw);

    /// <summary>The value of an element's raw bytes.</summary>
    public static Datum Read(ReadOnlySpan<byte> raw, TypeId element) => new SqlType(element).Physical switch
    {
        PhysicalType.Boolean => Datum.FromBoolean(raw[0] != 0),
        PhysicalType.Int16 => Datum.FromInt64(BinaryPrimitives.ReadInt16LittleEndian(raw)),
        PhysicalType.Int32 => Datum.FromInt64(BinaryPrimitives.ReadInt32LittleEndian(raw)),
        PhysicalType.Int64 => Datum.FromInt64(BinaryPrimitives.ReadInt64LittleEndian(raw)),
        PhysicalType.Single => Datum.FromSingle(BinaryPrimitives.ReadSingleLittleEndian(raw)),
        PhysicalType.Double => Datum.FromDouble(BinaryPrimitives.ReadDoubleLittleEndian(raw)),
        PhysicalType.Numeric => Datum.FromNumeric(NumericCodec.Read(raw)),
        PhysicalType.Uuid => Datum.FromUuid(ReadRaw<UInt128>(raw)),
        PhysicalType.Interval => Datum.FromInterval(ReadRaw<Interval>(raw)),
        _ => Datum.FromBytes(raw.ToArray()),
    };

    /// <summary>Compares two elements as SQL compares their type.</summary>
    public static int Compare(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right, TypeId element) =>
        new SqlType(element).Physical switch
        {
            PhysicalType.Boolean => left[0].CompareTo(right[0]),
            PhysicalType.Int16 => ReadRaw<short>(left).CompareTo(ReadRaw<short>(right)),
            PhysicalType.Int32 => ReadRaw<int>(left).CompareTo(ReadRaw<int>(right)),
            PhysicalType.Int64 => ReadRaw<long>(left).CompareTo(ReadRaw<long>(right)),
            PhysicalType.Single => CompareFloats(ReadRaw<float>(left), ReadRaw<float>(right)),
            PhysicalType.Double => CompareFloats(ReadRaw<double>(left), ReadRaw<double>(right)),
            PhysicalType.Numeric => NumericCodec.Read(left).CompareTo(NumericCodec.Read(right)),
            PhysicalType.Uuid => ReadRaw<UInt128>(left).CompareTo(ReadRaw<UInt128>(right)),
            PhysicalType.Interval => ReadRaw<Interval>(left).CompareTo(ReadRaw<Interval>(right)),
            _ => VariableOrder.Compare(left, right, new SqlType(element)),
        };

    /// <summary>NaN is the largest number and equals itself.</summary>
    private static int CompareFloats(double left, double right) =>
        double.IsNaN(left) || double.IsNaN(right) ? double.IsNaN(left).CompareTo(double.IsNaN(right)) : left.CompareTo(right);

    private static unsafe int Marshal<T>()
        where T : unmanaged => sizeof(T);
}
