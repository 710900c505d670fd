using System.Buffers.Binary;

namespace BTreeDb.Types.Json;

/// <summary>
/// The order of jsonb: null, strings, numbers, booleans, arrays, objects; containers by their count, then part by part.
/// At the top a scalar counts as an array of one element, so that the empty array is below all scalars.
/// </summary>
internal static class JsonbOrder
{
    private const byte TopObject = 1;

    /// <summary>Compares two values.</summary>
    public static int Compare(in JsonbView left, in JsonbView right)
    {
        if (left.Kind == JsonKind.Object || right.Kind == JsonKind.Object || left.IsContainer == right.IsContainer)
            return CompareNodes(left, right);
        var order = (left.IsContainer ? left.Count : 1).CompareTo(right.IsContainer ? right.Count : 1);
        return order != 0 ? order : left.IsContainer ? 1 : -1;
    }

    /// <summary>Writes what is ordered by its bytes.</summary>
    public static void WriteNormal(ByteWriter writer, in JsonbView value)
    {
        if (value.Kind == JsonKind.Object)
        {
            writer.Append(TopObject);
            WriteNode(writer, value);
            return;
        }

        writer.Append((byte)0);
        BinaryPrimitives.WriteInt32BigEndian(writer.Append(4), value.IsContainer ? value.Count : 1);
        writer.Append(value.IsContainer ? (byte)1 : (byte)0);
        WriteNode(writer, value);
    }

    private static int CompareNodes(in JsonbView left, in JsonbView right)
    {
        if (Rank(left.Kind) != Rank(right.Kind))
            return Rank(left.Kind).CompareTo(Rank(right.Kind));
        switch (left.Kind)
        {
            case JsonKind.String:
                return left.Text.SequenceCompareTo(right.Text);
            case JsonKind.Number:
                return left.Number.CompareTo(right.Number);
            case JsonKind.True or JsonKind.False:
                return left.Kind.CompareTo(right.Kind);
            case JsonKind.Array or JsonKind.Object:
                return CompareContainers(left, right);
            default:
                return 0;
        }
    }

    private static int CompareContainers(in JsonbView left, in JsonbView right)
    {
        Diagnostics.StackDepth.Ensure();
        if (left.Count != right.Count)
            return left.Count.CompareTo(right.Count);
        for (var i = 0; i < left.Count; i++)
        {
            var order = left.Kind == JsonKind.Object ? left.KeyAt(i).SequenceCompareTo(right.KeyAt(i)) : 0;
            if (order == 0)
                order = CompareNodes(left[i], right[i]);
            if (order != 0)
                return order;
        }

        return 0;
    }

    private static void WriteNode(ByteWriter writer, in JsonbView value)
    {
        writer.Append((byte)Rank(value.Kind));
        switch (value.Kind)
        {
            case JsonKind.String:
                KeyEncoding.WriteBytes(writer, value.Text, descending: false);
                break;
            case JsonKind.Number:
                KeyEncoding.WriteNumeric(writer, value.Number, descending: false);
                break;
            case JsonKind.True or JsonKind.False:
                writer.Append((byte)value.Kind);
                break;
            case JsonKind.Array or JsonKind.Object:
                WriteParts(writer, value);
                break;
        }
    }

    private static void WriteParts(ByteWriter writer, in JsonbView value)
    {
        Diagnostics.StackDepth.Ensure();
        BinaryPrimitives.WriteInt32BigEndian(writer.Append(4), value.Count);
        for (var i = 0; i < value.Count; i++)
        {
            if (value.Kind == JsonKind.Object)
                KeyEncoding.WriteBytes(writer, value.KeyAt(i), descending: false);
            WriteNode(writer, value[i]);
        }
    }

    private static int Rank(JsonKind kind) => kind == JsonKind.True ? (int)JsonKind.False : (int)kind;
}
