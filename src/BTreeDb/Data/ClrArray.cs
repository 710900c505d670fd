using System.Collections;
using System.Numerics;
using System.Text;
using BTreeDb.Types;
using BTreeDb.Types.Arrays;

namespace BTreeDb.Data;

/// <summary>
/// .NET's arrays and lists to the engine's arrays and back. Handed out are <c>T[]</c>, <c>T[,]</c> and <c>T[,,]</c> by the
/// number of dimensions, of nullable elements where there are NULLs; lower bounds are lost.
/// </summary>
internal static class ClrArray
{
    private const int RankMax = 3;

    /// <summary>Converts an array or list; its elements are all of one SQL type.</summary>
    public static Datum From(IList value, out SqlType type)
    {
        var elementType = ElementTypeOf(value);
        var elements = new List<Datum>(value.Count);
        foreach (var element in value is Array array ? array : (IEnumerable)value)
        {
            var datum = ParameterConverter.FromObject(element, out var given);
            elements.Add(datum);
            if (given.Id == TypeId.Unknown)
                continue;
            if (elementType.Id != TypeId.Unknown && elementType != given)
                throw ProviderErrors.ParameterType(value.GetType());
            elementType = given;
        }

        if (elementType.Id is TypeId.Unknown or TypeId.Array)
            throw ProviderErrors.ParameterType(value.GetType());
        type = SqlType.ArrayOf(elementType);
        return Datum.FromBytes(Build(value, elements, elementType.Id));
    }

    /// <summary>The array in the .NET type that <paramref name="wanted"/> asks for; null asks for the natural one.</summary>
    public static object? Read(ReadOnlySpan<byte> bytes, SqlType type, Type? wanted)
    {
        var array = new ArrayView(bytes);
        return type.Element switch
        {
            TypeId.Boolean => ReadValues<bool>(array, wanted, static v => v.AsBoolean()),
            TypeId.SmallInt => ReadValues<short>(array, wanted, static v => (short)v.AsInt64()),
            TypeId.Integer => ReadValues<int>(array, wanted, static v => v.AsInt32()),
            TypeId.BigInt => ReadValues<long>(array, wanted, static v => v.AsInt64()),
            TypeId.Real => ReadValues<float>(array, wanted, static v => v.AsSingle()),
            TypeId.Double => ReadValues<double>(array, wanted, static v => v.AsDouble()),
            TypeId.Numeric => ReadValues<decimal>(array, wanted, static v => ClrNumeric.ToDecimal(v.AsNumeric())),
            TypeId.Date => ReadValues<DateOnly>(array, wanted, static v => ClrTime.ToDateOnly(v.AsInt32())),
            TypeId.Time => ReadValues<TimeOnly>(array, wanted, static v => ClrTime.ToTimeOnly(v.AsInt64())),
            TypeId.Timestamp =>
                ReadValues<DateTime>(array, wanted, static v => ClrTime.ToDateTime(v.AsInt64(), DateTimeKind.Unspecified)),
            TypeId.TimestampTz =>
                ReadValues<DateTime>(array, wanted, static v => ClrTime.ToDateTime(v.AsInt64(), DateTimeKind.Utc)),
            TypeId.Uuid => ReadValues<Guid>(array, wanted, static v => ClrUuid.ToGuid(v.AsUuid())),
            TypeId.Bytea => ReadObjects<byte[]>(array, wanted, static v => v.AsBytes()),
            TypeId.Text or TypeId.VarChar or TypeId.Char => ReadObjects<string>(array, wanted, static v => v.AsText()),
            _ => ReadText(array, type, wanted),
        };
    }

    private static SqlType ElementTypeOf(IList value) => value switch
    {
        IList<int> or IList<int?> => SqlType.Integer,
        IList<long> or IList<long?> => SqlType.BigInt,
        IList<short> or IList<short?> => SqlType.SmallInt,
        IList<bool> or IList<bool?> => SqlType.Boolean,
        IList<double> or IList<double?> => SqlType.Double,
        IList<float> or IList<float?> => SqlType.Real,
        IList<decimal> or IList<decimal?> or IList<BigInteger> => SqlType.Numeric,
        IList<Guid> or IList<Guid?> => SqlType.Uuid,
        IList<DateOnly> or IList<DateOnly?> => SqlType.Date,
        IList<TimeOnly> or IList<TimeOnly?> => SqlType.Time,
        IList<DateTimeOffset> or IList<DateTimeOffset?> => SqlType.TimestampTz,
        IList<byte[]> => SqlType.Bytea,
        IList<string> => SqlType.Text,
        _ => SqlType.Unknown,
    };

    private static byte[] Build(IList value, List<Datum> elements, TypeId element)
    {
        var builder = new ArrayBuilder();
        builder.Begin(element);
        foreach (var datum in elements)
        {
            if (datum.IsNull)
                builder.AddNull();
            else
                builder.Add(datum);
        }

        var shape = new ArrayShape();
        if (value is Array { Rank: > 1 } array)
        {
            for (var i = 0; i < array.Rank; i++)
                shape.Add(array.GetLength(i), 1);
        }
        else
        {
            shape.TakeLine(elements.Count);
        }

        var writer = new ByteWriter();
        builder.Finish(writer, shape);
        return writer.Written.ToArray();
    }

    private static object? ReadValues<T>(in ArrayView array, Type? wanted, Func<Datum, T> convert)
        where T : struct
    {
        var wantsNullable = wanted == typeof(T?[]) || wanted == typeof(T?[,]) || wanted == typeof(List<T?>);
        if (wantsNullable || (wanted is null && HasNull(array)))
            return Shape<T?>(array, wanted, v => v.IsNull ? null : convert(v));
        return Shape(array, wanted, v => v.IsNull ? throw ProviderErrors.NullElement() : convert(v));
    }

    private static object? ReadObjects<T>(in ArrayView array, Type? wanted, Func<Datum, T> convert)
        where T : class => Shape<T?>(array, wanted, v => v.IsNull ? null : convert(v));

    private static object? ReadText(in ArrayView array, SqlType type, Type? wanted)
    {
        var writer = new ByteWriter();
        var element = type.ElementType;
        return Shape<string?>(array, wanted, v =>
        {
            if (v.IsNull)
                return null;
            writer.Reset();
            TextOutput.Write(writer, v, element, SessionTimeZone.Utc);
            return Encoding.UTF8.GetString(writer.Written);
        });
    }

    private static bool HasNull(in ArrayView array)
    {
        for (var i = 0; i < array.Count; i++)
        {
            if (array.IsNull(i))
                return true;
        }

        return false;
    }

    private static object? Shape<T>(in ArrayView array, Type? wanted, Func<Datum, T> convert)
    {
        if (array.Dimensions > RankMax)
            return null;
        var isList = wanted == typeof(List<T>) || wanted == typeof(IList<T>) || wanted == typeof(IReadOnlyList<T>)
            || wanted == typeof(IEnumerable<T>) || wanted == typeof(ICollection<T>);
        if (array.Dimensions < 2)
        {
            var line = new T[array.Count];
            for (var i = 0; i < line.Length; i++)
                line[i] = convert(Element(array, i));
            return isList ? new List<T>(line) : line;
        }

        if (array.Dimensions == 2)
        {
            var table = new T[array.LengthOf(0), array.LengthOf(1)];
            for (var i = 0; i < array.Count; i++)
                table[i / array.LengthOf(1), i % array.LengthOf(1)] = convert(Element(array, i));
            return table;
        }

        var cube = new T[array.LengthOf(0), array.LengthOf(1), array.LengthOf(2)];
        for (var i = 0; i < array.Count; i++)
        {
            var rest = i % (array.LengthOf(1) * array.LengthOf(2));
            cube[i / (array.LengthOf(1) * array.LengthOf(2)), rest / array.LengthOf(2), rest % array.LengthOf(2)] =
                convert(Element(array, i));
        }

        return cube;
    }

    private static Datum Element(in ArrayView array, int index) =>
        array.IsNull(index) ? Datum.Null : ElementCodec.Read(array[index], array.Element);
}
