using BTreeDb.Types.Arrays;
using BTreeDb.Types.Json;

namespace BTreeDb.Types;

/// <summary>
/// The order of values of variable length. Text and bytea are ordered by their bytes; arrays, jsonb, <c>bpchar</c> and
/// keyed texts are not, and have a normal form that is: keys and hashes are made of it.
/// </summary>
internal static class VariableOrder
{
    [ThreadStatic]
    private static ByteWriter? _scratch;

    /// <summary>Whether the order of the bytes is the order of the values, and equal values have equal bytes.</summary>
    public static bool IsByBytes(SqlType type) => type.Id is not (TypeId.Array or TypeId.Jsonb or TypeId.KeyedText) && !type.CarriesBlanks;

    /// <summary>Compares two values that are not NULL.</summary>
    public static int Compare(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right, SqlType type) => type.Id switch
    {
        TypeId.Array => ArrayOrder.Compare(left, right),
        TypeId.Jsonb => JsonbOrder.Compare(new JsonbView(left), new JsonbView(right)),
        TypeId.KeyedText => CollationKeys.KeyOf(left).SequenceCompareTo(CollationKeys.KeyOf(right)),
        TypeId.Char => TextLength.TrimBlanks(left).SequenceCompareTo(TextLength.TrimBlanks(right)),
        _ => left.SequenceCompareTo(right),
    };

    /// <summary>Appends the normal form, whose bytes are ordered as the values are.</summary>
    public static void WriteNormal(ByteWriter writer, ReadOnlySpan<byte> value, SqlType type)
    {
        if (type.Id == TypeId.Array)
            ArrayOrder.WriteNormal(writer, value);
        else if (type.Id == TypeId.Jsonb)
            JsonbOrder.WriteNormal(writer, new JsonbView(value));
        else if (type.Id == TypeId.Char)
            writer.Append(TextLength.TrimBlanks(value));
        else if (type.Id == TypeId.KeyedText)
            writer.Append(CollationKeys.KeyOf(value));
        else
            writer.Append(value);
    }

    /// <summary>The normal form in memory of this thread, valid until the next call.</summary>
    public static ReadOnlySpan<byte> Normalize(ReadOnlySpan<byte> value, SqlType type)
    {
        if (type.Id == TypeId.Char)
            return TextLength.TrimBlanks(value);
        if (type.Id == TypeId.KeyedText)
            return CollationKeys.KeyOf(value);
        if (IsByBytes(type))
            return value;
        var scratch = _scratch ??= new ByteWriter();
        scratch.Reset();
        WriteNormal(scratch, value, type);
        return scratch.Written;
    }
}
