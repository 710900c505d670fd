using BTreeDb.Execution.Expressions;
using BTreeDb.Execution.Vectors;
using BTreeDb.Types;

namespace BTreeDb.Execution.Kernels.Rows;

/// <summary>
/// One call of a <see cref="RowFunction"/>: the arguments of the current row, and where the result goes. Owned by the node
/// that calls and reused for each row.
/// </summary>
internal sealed class CallFrame(SqlType[] argumentTypes, ColumnVector result)
{
    private readonly ColumnVector[] _arguments = new ColumnVector[argumentTypes.Length];
    private int _row;

    /// <summary>How many arguments there are.</summary>
    public int Count => _arguments.Length;

    /// <summary>The type of the result.</summary>
    public SqlType ResultType => result.Type;

    /// <summary>Where a result of variable length is written; empty when a call begins.</summary>
    public ByteWriter Writer { get; } = new();

    /// <summary>Something that a function keeps between rows, such as a compiled pattern.</summary>
    public object? Cache { get; set; }

    /// <summary>The context of the running evaluation.</summary>
    public EvaluationContext Context { get; private set; } = null!;

    /// <summary>The context of text conversions.</summary>
    public ConversionContext Conversion { get; private set; }

    /// <summary>The type of an argument.</summary>
    public SqlType TypeOf(int argument) => argumentTypes[argument];

    public bool IsNull(int argument) => _arguments[argument].IsNull(_row);

    public ReadOnlySpan<byte> Bytes(int argument)
    {
        var vector = (ColumnVector<TextView>)_arguments[argument];
        return vector.Values[vector.IndexOf(_row)].Span;
    }

    public TextView View(int argument) => Value<TextView>(argument);

    public string Text(int argument) => System.Text.Encoding.UTF8.GetString(Bytes(argument));

    public bool Boolean(int argument) => Value<byte>(argument) != 0;

    public int Int32(int argument) => Value<int>(argument);

    public long Int64(int argument) => Value<long>(argument);

    public double Double(int argument) => Value<double>(argument);

    public Numeric Numeric(int argument) => Value<Numeric>(argument);

    public Interval Interval(int argument) => Value<Interval>(argument);

    /// <summary>An argument by its physical type.</summary>
    public T Value<T>(int argument)
        where T : struct
    {
        var vector = (ColumnVector<T>)_arguments[argument];
        return vector.Values[vector.IndexOf(_row)];
    }

    /// <summary>An argument outside of its vector.</summary>
    public Datum Datum(int argument) => _arguments[argument].GetDatum(_row);

    /// <summary>The vector of an argument and the row's place in it.</summary>
    public ColumnVector Vector(int argument, out int index)
    {
        var vector = _arguments[argument];
        index = vector.IndexOf(_row);
        return vector;
    }

    /// <summary>Answers what <see cref="Writer"/> holds.</summary>
    public void ReturnWritten() => Return(result.Arena.Add(Writer.Written));

    public void ReturnBytes(ReadOnlySpan<byte> value) => Return(result.Arena.Add(value));

    public void ReturnText(string value)
    {
        Writer.Reset();
        System.Text.Encoding.UTF8.GetBytes(value, Writer.Append(System.Text.Encoding.UTF8.GetByteCount(value)));
        ReturnWritten();
    }

    /// <summary>Answers an argument of the result's type as it is.</summary>
    public void ReturnArgument(int argument) => result.CopyRow(_arguments[argument], _row, Place);

    public void ReturnNull() => result.Nulls.SetNull(Place);

    public void Return(bool value) => Return((byte)(value ? 1 : 0));

    public void ReturnDatum(in Datum value) => result.SetDatum(Place, value);

    /// <summary>Answers a value of the result's physical type.</summary>
    public void Return<T>(in T value)
        where T : struct => ((ColumnVector<T>)result).Values[Place] = value;

    /// <summary>Takes an argument's vector for the batch.</summary>
    public void SetArgument(int argument, ColumnVector vector) => _arguments[argument] = vector;

    /// <summary>Prepares for an evaluation.</summary>
    public void Begin(EvaluationContext context)
    {
        Context = context;
        Conversion = context.Conversion(isExplicit: true);
    }

    /// <summary>Turns to a row.</summary>
    public void MoveTo(int row)
    {
        _row = row;
        Writer.Reset();
    }

    private int Place => result.IsConstant ? 0 : _row;
}
