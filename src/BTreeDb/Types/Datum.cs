namespace BTreeDb.Types;

/// <summary>
/// One SQL value outside a column vector: a literal, a parameter, a default, a statistic. Fixed-size values lie in
/// <see cref="Bits"/>, others in <see cref="Reference"/> (<c>byte[]</c> for <see cref="PhysicalType.Bytes"/>, or
/// a string whose bytes nobody has asked for yet; a boxed <see cref="Numeric"/>, <see cref="UInt128"/> or <see cref="Interval"/>
/// else). The type is known from the context, not from the value.
/// </summary>
internal readonly struct Datum
{
    private static readonly object NullMarker = new();

    private Datum(long bits, object? reference)
    {
        Bits = bits;
        Reference = reference;
    }

    /// <summary>SQL NULL.</summary>
    public static Datum Null => new(0, NullMarker);

    /// <summary>Whether this is SQL NULL.</summary>
    public bool IsNull => ReferenceEquals(Reference, NullMarker);

    /// <summary>The value's bits: integers sign-extended, floats as their IEEE bits (a single in the low half).</summary>
    public long Bits { get; }

    /// <summary>The value when it does not fit in <see cref="Bits"/>.</summary>
    public object? Reference { get; }

    public static Datum FromBoolean(bool value) => new(value ? 1 : 0, null);
    public static Datum FromInt64(long value) => new(value, null);
    public static Datum FromSingle(float value) => new(BitConverter.SingleToInt32Bits(value), null);
    public static Datum FromDouble(double value) => new(BitConverter.DoubleToInt64Bits(value), null);
    public static Datum FromBytes(byte[] value) => new(0, value);
    public static Datum FromText(string value) => new(0, System.Text.Encoding.UTF8.GetBytes(value));

    /// <summary>Text that becomes bytes where it is stored, so that nothing lies in between.</summary>
    public static Datum FromString(string value) => new(0, value);
    public static Datum FromNumeric(Numeric value) => new(0, value);
    public static Datum FromUuid(UInt128 value) => new(0, value);
    public static Datum FromInterval(Interval value) => new(0, value);
    public static Datum FromReference(object value) => new(0, value);

    public bool AsBoolean() => Bits != 0;
    public long AsInt64() => Bits;
    public int AsInt32() => (int)Bits;
    public float AsSingle() => BitConverter.Int32BitsToSingle((int)Bits);
    public double AsDouble() => BitConverter.Int64BitsToDouble(Bits);
    public Numeric AsNumeric() => (Numeric)Reference!;
    public UInt128 AsUuid() => (UInt128)Reference!;
    public Interval AsInterval() => (Interval)Reference!;
    public byte[] AsBytes() => Reference as byte[] ?? System.Text.Encoding.UTF8.GetBytes((string)Reference!);

    /// <summary>The same value, a string as the bytes that text is compared by.</summary>
    public Datum WithBytes() => Reference is string text ? FromText(text) : this;
    public string AsText() => Reference as string ?? System.Text.Encoding.UTF8.GetString((byte[])Reference!);
}
