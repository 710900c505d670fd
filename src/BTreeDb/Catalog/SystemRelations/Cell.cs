using BTreeDb.Types;

namespace BTreeDb.Catalog.SystemRelations;

/// <summary>Makes the values of system relations; short names, because rows are made of many.</summary>
internal static class Cell
{
    /// <summary>No value.</summary>
    public static Datum Null => Datum.Null;

    /// <summary>Text; NULL for null.</summary>
    public static Datum Of(string? text) => text is null ? Datum.Null : Datum.FromText(text);

    /// <summary>An array of texts; NULL for null.</summary>
    public static Datum OfTexts(IEnumerable<string>? texts) =>
        texts is null ? Datum.Null : OfArray(TypeId.Text, texts, static text => Datum.FromText(text));

    /// <summary>An array of oids.</summary>
    public static Datum OfOids(IEnumerable<long> oids) => OfArray(TypeId.Oid, oids, static oid => Datum.FromInt64(oid));

    private static Datum OfArray<T>(TypeId element, IEnumerable<T> values, Func<T, Datum> toDatum)
    {
        var builder = new Types.Arrays.ArrayBuilder();
        builder.Begin(element);
        foreach (var value in values)
            builder.Add(toDatum(value));
        var writer = new ByteWriter();
        builder.Finish(writer);
        return Datum.FromBytes(writer.Written.ToArray());
    }

    /// <summary>An integer of any width, or an oid.</summary>
    public static Datum Of(long number) => Datum.FromInt64(number);

    /// <summary>An integer; NULL for null.</summary>
    public static Datum Of(long? number) => number is { } known ? Datum.FromInt64(known) : Datum.Null;

    /// <summary>A boolean.</summary>
    public static Datum Of(bool truth) => Datum.FromBoolean(truth);

    /// <summary>A single-precision number.</summary>
    public static Datum OfSingle(float number) => Datum.FromSingle(number);

    /// <summary>A double-precision number.</summary>
    public static Datum OfDouble(double number) => Datum.FromDouble(number);

    /// <summary>What the information schema calls a boolean.</summary>
    public static Datum YesOrNo(bool truth) => Datum.FromText(truth ? "YES" : "NO");
}
