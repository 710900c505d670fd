using System.Numerics;
using BTreeDb.Execution.Vectors;
using BTreeDb.Types;

namespace BTreeDb.Execution.Kernels;

/// <summary>Conversions between types: a list. Rules and errors are those of PostgreSQL's cast functions.</summary>
internal static class CastFunctions
{
    /// <summary>From any integer to a narrower or wider one.</summary>
    public readonly struct IntegerToInteger<T, TResult> : IFunction<T, TResult>
        where T : struct, IBinaryInteger<T>
        where TResult : struct, IBinaryInteger<TResult>
    {
        public static TResult Invoke(in T a, FunctionScope scope)
        {
            var wide = long.CreateTruncating(a);
            var result = TResult.CreateTruncating(wide);
            if (long.CreateTruncating(result) != wide)
                TypeErrors.ThrowOutOfRange(TypeNames.Of(scope.ResultType.Id));
            return result;
        }
    }

    public readonly struct IntegerToDouble<T> : IFunction<T, double>
        where T : struct, IBinaryInteger<T>
    {
        public static double Invoke(in T a, FunctionScope scope) => long.CreateTruncating(a);
    }

    public readonly struct IntegerToSingle<T> : IFunction<T, float>
        where T : struct, IBinaryInteger<T>
    {
        public static float Invoke(in T a, FunctionScope scope) => long.CreateTruncating(a);
    }

    public readonly struct IntegerToNumeric<T> : IFunction<T, Numeric>
        where T : struct, IBinaryInteger<T>
    {
        public static Numeric Invoke(in T a, FunctionScope scope) =>
            NumericRounding.Coerce(Numeric.FromInt64(long.CreateTruncating(a)), scope.ResultType.Modifier);
    }

    public readonly struct DoubleToInt16 : IFunction<double, short>
    {
        public static short Invoke(in double a, FunctionScope scope) => NumericCasts.ToInt16(a);
    }

    public readonly struct DoubleToInt32 : IFunction<double, int>
    {
        public static int Invoke(in double a, FunctionScope scope) => NumericCasts.ToInt32(a);
    }

    public readonly struct DoubleToInt64 : IFunction<double, long>
    {
        public static long Invoke(in double a, FunctionScope scope) => NumericCasts.ToInt64(a);
    }

    public readonly struct DoubleToSingle : IFunction<double, float>
    {
        public static float Invoke(in double a, FunctionScope scope) => NumericCasts.ToSingle(a);
    }

    public readonly struct DoubleToNumeric : IFunction<double, Numeric>
    {
        public static Numeric Invoke(in double a, FunctionScope scope) =>
            NumericRounding.Coerce(NumericCasts.FromDouble(a), scope.ResultType.Modifier);
    }

    public readonly struct SingleToInt16 : IFunction<float, short>
    {
        public static short Invoke(in float a, FunctionScope scope) => NumericCasts.ToInt16(a);
    }

    public readonly struct SingleToInt32 : IFunction<float, int>
    {
        public static int Invoke(in float a, FunctionScope scope) => NumericCasts.ToInt32(a);
    }

    public readonly struct SingleToInt64 : IFunction<float, long>
    {
        public static long Invoke(in float a, FunctionScope scope) => NumericCasts.ToInt64(a);
    }

    public readonly struct SingleToDouble : IFunction<float, double>
    {
        public static double Invoke(in float a, FunctionScope scope) => a;
    }

    public readonly struct SingleToNumeric : IFunction<float, Numeric>
    {
        public static Numeric Invoke(in float a, FunctionScope scope) =>
            NumericRounding.Coerce(NumericCasts.FromSingle(a), scope.ResultType.Modifier);
    }

    public readonly struct NumericToInt16 : IFunction<Numeric, short>
    {
        public static short Invoke(in Numeric a, FunctionScope scope) => NumericCasts.ToInt16(a);
    }

    public readonly struct NumericToInt32 : IFunction<Numeric, int>
    {
        public static int Invoke(in Numeric a, FunctionScope scope) => NumericCasts.ToInt32(a);
    }

    public readonly struct NumericToInt64 : IFunction<Numeric, long>
    {
        public static long Invoke(in Numeric a, FunctionScope scope) => NumericCasts.ToInt64(a);
    }

    public readonly struct NumericToSingle : IFunction<Numeric, float>
    {
        public static float Invoke(in Numeric a, FunctionScope scope) => NumericCasts.ToSingle(a);
    }

    public readonly struct NumericToDouble : IFunction<Numeric, double>
    {
        public static double Invoke(in Numeric a, FunctionScope scope) => NumericCasts.ToDoubleChecked(a);
    }

    public readonly struct NumericToNumeric : IFunction<Numeric, Numeric>
    {
        public static Numeric Invoke(in Numeric a, FunctionScope scope) =>
            NumericRounding.Coerce(a, scope.ResultType.Modifier);
    }

    public readonly struct BooleanToInt32 : IFunction<byte, int>
    {
        public static int Invoke(in byte a, FunctionScope scope) => a;
    }

    public readonly struct Int32ToBoolean : IFunction<int, byte>
    {
        public static byte Invoke(in int a, FunctionScope scope) => (byte)(a != 0 ? 1 : 0);
    }

    /// <summary>A cast spells the word out, other than output does.</summary>
    public readonly struct BooleanToText : IFunction<byte, TextView>
    {
        public static TextView Invoke(in byte a, FunctionScope scope)
        {
            var word = a != 0 ? "true"u8 : "false"u8;
            return TextView.FromShort(
                TextLength.Coerce(word, scope.ResultType, scope.Conversion.IsExplicit));
        }
    }

    /// <summary>One letter, as output does it.</summary>
    public readonly struct BooleanToOutput : IFunction<byte, TextView>
    {
        public static TextView Invoke(in byte a, FunctionScope scope) => TextView.FromShort(a != 0 ? "t"u8 : "f"u8);
    }

    /// <summary>A <c>char(n)</c> with its blanks, as output does it.</summary>
    public readonly struct PadBlanks : IFunction<TextView, TextView>
    {
        public static TextView Invoke(in TextView a, FunctionScope scope)
        {
            TextLength.WritePadded(scope.Writer(), a.Span, scope.ArgumentType.Modifier);
            return scope.Written();
        }
    }

    /// <summary>Between the string types: fits the length.</summary>
    public readonly struct TextToText : IFunction<TextView, TextView>
    {
        public static TextView Invoke(in TextView a, FunctionScope scope)
        {
            var text = scope.ArgumentType.CarriesBlanks && scope.ResultType.Id != TypeId.Char ? TextLength.TrimBlanks(a.Span) : a.Span;
            return a.Slice(0, TextLength.Coerce(text, scope.ResultType, scope.Conversion.IsExplicit).Length);
        }
    }

    /// <summary>Any value of fixed size to text, through its output function.</summary>
    public readonly struct ToText<T> : IFunction<T, TextView>
        where T : struct
    {
        public static TextView Invoke(in T a, FunctionScope scope)
        {
            var writer = scope.Writer();
            Write(writer, a, scope);
            return scope.Arena.Add(TextLength.Coerce(writer.Written, scope.ResultType, scope.Conversion.IsExplicit));
        }

        private static void Write(ByteWriter writer, T value, FunctionScope scope)
        {
            if (value is short int16)
                IntegerText.Write(writer, int16);
            else if (value is int label && scope.ArgumentType.Id == TypeId.Enum)
                writer.Append(scope.ArgumentType.EnumLabels.NameOf(label));
            else if (value is int int32 && scope.ArgumentType.Id != TypeId.Date)
                IntegerText.Write(writer, int32);
            else if (value is int date)
                DateTimeOutput.WriteDate(writer, date, scope.Context.TimeZone.Style);
            else if (value is long int64 && scope.ArgumentType.Id is TypeId.BigInt or TypeId.Oid)
                IntegerText.Write(writer, int64);
            else if (value is long time)
                DateTimeOutput.Write(writer, time, scope.ArgumentType.Id, scope.Context.TimeZone);
            else if (value is float single)
                FloatText.Write(writer, single, scope.Context.TimeZone.Style.ExtraFloatDigits);
            else if (value is double number)
                FloatText.Write(writer, number, scope.Context.TimeZone.Style.ExtraFloatDigits);
            else if (value is Numeric numeric)
                NumericText.Write(writer, numeric);
            else if (value is UInt128 uuid)
                UuidText.Write(writer, uuid);
            else if (value is Interval interval)
                IntervalStyles.Write(writer, interval, scope.Context.TimeZone.Style.Intervals);
            else
                throw TypeErrors.NotSupported(scope.ArgumentType);
        }
    }

    /// <summary>From bytea, arrays and json, by their output functions.</summary>
    public readonly struct OutputBytes : IFunction<TextView, TextView>
    {
        public static TextView Invoke(in TextView a, FunctionScope scope)
        {
            var writer = scope.Writer();
            TextOutput.WriteBytes(writer, a.Span, scope.ArgumentType, scope.Conversion.TimeZone);
            return scope.Arena.Add(TextLength.Coerce(writer.Written, scope.ResultType, scope.Conversion.IsExplicit));
        }
    }

    public readonly struct TextToBoolean : IFunction<TextView, byte>
    {
        public static byte Invoke(in TextView a, FunctionScope scope) => (byte)(BooleanText.Parse(a.Span) ? 1 : 0);
    }

    public readonly struct TextToInt16 : IFunction<TextView, short>
    {
        public static short Invoke(in TextView a, FunctionScope scope) => IntegerText.ParseInt16(a.Span);
    }

    public readonly struct TextToInt32 : IFunction<TextView, int>
    {
        public static int Invoke(in TextView a, FunctionScope scope) => IntegerText.ParseInt32(a.Span);
    }

    public readonly struct TextToInt64 : IFunction<TextView, long>
    {
        public static long Invoke(in TextView a, FunctionScope scope) => IntegerText.ParseInt64(a.Span);
    }

    public readonly struct TextToSingle : IFunction<TextView, float>
    {
        public static float Invoke(in TextView a, FunctionScope scope) => FloatText.ParseSingle(a.Span);
    }

    public readonly struct TextToDouble : IFunction<TextView, double>
    {
        public static double Invoke(in TextView a, FunctionScope scope) => FloatText.ParseDouble(a.Span);
    }

    public readonly struct TextToNumeric : IFunction<TextView, Numeric>
    {
        public static Numeric Invoke(in TextView a, FunctionScope scope) =>
            NumericRounding.Coerce(NumericText.Parse(a.Span), scope.ResultType.Modifier);
    }

    public readonly struct TextToUuid : IFunction<TextView, UInt128>
    {
        public static UInt128 Invoke(in TextView a, FunctionScope scope) => UuidText.Parse(a.Span);
    }

    /// <summary>To arrays and json, by their input functions.</summary>
    public readonly struct InputBytes : IFunction<TextView, TextView>
    {
        public static TextView Invoke(in TextView a, FunctionScope scope) =>
            scope.Arena.Add(TextInput.Parse(a.Span, scope.ResultType, scope.Conversion).AsBytes());
    }

    public readonly struct TextToBytea : IFunction<TextView, TextView>
    {
        public static TextView Invoke(in TextView a, FunctionScope scope)
        {
            ByteaText.Parse(scope.Writer(), a.Span);
            return scope.Written();
        }
    }

    public readonly struct TextToInterval : IFunction<TextView, Interval>
    {
        public static Interval Invoke(in TextView a, FunctionScope scope) => IntervalText.Parse(a.Span);
    }

    public readonly struct TextToDate : IFunction<TextView, int>
    {
        public static int Invoke(in TextView a, FunctionScope scope) => DateTimeInput.ParseDate(a.Span, scope.Conversion);
    }

    public readonly struct TextToEnum : IFunction<TextView, int>
    {
        public static int Invoke(in TextView a, FunctionScope scope) => scope.ResultType.EnumLabels.Parse(a.Span);
    }

    public readonly struct TextToTime : IFunction<TextView, long>
    {
        public static long Invoke(in TextView a, FunctionScope scope) =>
            TimestampMath.RoundTime(DateTimeInput.ParseTime(a.Span, scope.Conversion), scope.ResultType.Modifier);
    }

    public readonly struct TextToTimestamp : IFunction<TextView, long>
    {
        public static long Invoke(in TextView a, FunctionScope scope) =>
            TimestampMath.Round(DateTimeInput.ParseTimestamp(a.Span, scope.Conversion), scope.ResultType.Modifier);
    }

    public readonly struct TextToTimestampTz : IFunction<TextView, long>
    {
        public static long Invoke(in TextView a, FunctionScope scope) =>
            TimestampMath.Round(DateTimeInput.ParseTimestampTz(a.Span, scope.Conversion), scope.ResultType.Modifier);
    }

    public readonly struct DateToTimestamp : IFunction<int, long>
    {
        public static long Invoke(in int a, FunctionScope scope) => TimestampMath.FromDate(a);
    }

    public readonly struct DateToTimestampTz : IFunction<int, long>
    {
        public static long Invoke(in int a, FunctionScope scope) =>
            TimestampMath.ToUtc(TimestampMath.FromDate(a), scope.Context.TimeZone);
    }

    public readonly struct TimestampToDate : IFunction<long, int>
    {
        public static int Invoke(in long a, FunctionScope scope) => TimestampMath.ToDate(a);
    }

    public readonly struct TimestampTzToDate : IFunction<long, int>
    {
        public static int Invoke(in long a, FunctionScope scope) =>
            TimestampMath.ToDate(TimestampMath.ToLocal(a, scope.Context.TimeZone));
    }

    public readonly struct TimestampToTimestampTz : IFunction<long, long>
    {
        public static long Invoke(in long a, FunctionScope scope) => TimestampMath.Round(
            TimestampMath.ToUtc(a, scope.Context.TimeZone), scope.ResultType.Modifier);
    }

    public readonly struct TimestampTzToTimestamp : IFunction<long, long>
    {
        public static long Invoke(in long a, FunctionScope scope) => TimestampMath.Round(
            TimestampMath.ToLocal(a, scope.Context.TimeZone), scope.ResultType.Modifier);
    }

    /// <summary>The precision of a time or timestamp of the same family.</summary>
    public readonly struct RoundTimestamp : IFunction<long, long>
    {
        public static long Invoke(in long a, FunctionScope scope) =>
            TimestampMath.Round(a, scope.ResultType.Modifier);
    }

    public readonly struct TimeToInterval : IFunction<long, Interval>
    {
        public static Interval Invoke(in long a, FunctionScope scope) => new(0, 0, a);
    }

    /// <summary>The time within the day; days and months are dropped.</summary>
    public readonly struct IntervalToTime : IFunction<Interval, long>
    {
        public static long Invoke(in Interval a, FunctionScope scope)
        {
            var time = a.Micros % TimestampMath.MicrosPerDay;
            return time < 0 ? time + TimestampMath.MicrosPerDay : time;
        }
    }

    /// <summary>The time of day; an infinite timestamp has none.</summary>
    public readonly struct TimestampToTime : IFunction<long, long>
    {
        public static long Invoke(in long a, FunctionScope scope)
        {
            if (TimestampMath.IsInfinite(a))
                throw TypeErrors.TimestampOutOfRange();
            return TimestampMath.RoundTime(a - TimestampMath.DaysOf(a) * TimestampMath.MicrosPerDay, scope.ResultType.Modifier);
        }
    }

    /// <summary>The local time of an instant.</summary>
    public readonly struct TimestampTzToTime : IFunction<long, long>
    {
        public static long Invoke(in long a, FunctionScope scope) =>
            TimestampToTime.Invoke(TimestampMath.ToLocal(a, scope.Context.TimeZone), scope);
    }
}
