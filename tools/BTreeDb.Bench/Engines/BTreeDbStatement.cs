using System.Diagnostics;
using System.Globalization;
using BTreeDb.Data;

namespace BTreeDb.Bench.Engines;

/// <summary>A prepared command with typed parameters.</summary>
internal sealed class BTreeDbStatement : IBenchStatement
{
    private readonly BTreeDbCommand _command;
    private readonly BTreeDbParameter[] _parameters;
    private BTreeDbDataReader? _reader;

    public BTreeDbStatement(BTreeDbCommand command, ReadOnlySpan<ParameterKind> parameters)
    {
        _command = command;
        _parameters = new BTreeDbParameter[parameters.Length];
        for (var i = 0; i < parameters.Length; i++)
            _parameters[i] = command.Parameters.Add(Create(parameters[i]));
        command.Prepare();
    }

    /// <inheritdoc/>
    public int ColumnCount => _reader!.FieldCount;

    /// <inheritdoc/>
    public void Bind(int index, long value)
    {
        switch (_parameters[index])
        {
            case BTreeDbParameter<long> parameter:
                parameter.TypedValue = value;
                break;
            case BTreeDbParameter<int> parameter:
                parameter.TypedValue = (int)value;
                break;
        }
    }

    /// <inheritdoc/>
    public void Bind(int index, double value) => ((BTreeDbParameter<double>)_parameters[index]).TypedValue = value;

    /// <inheritdoc/>
    public void Bind(int index, string value)
    {
        switch (_parameters[index])
        {
            case BTreeDbParameter<string> parameter:
                parameter.TypedValue = value;
                break;
            case BTreeDbParameter<decimal> parameter:
                parameter.TypedValue = decimal.Parse(value, CultureInfo.InvariantCulture);
                break;
            case BTreeDbParameter<DateOnly> parameter:
                parameter.TypedValue = DateOnly.ParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture);
                break;
        }
    }

    /// <inheritdoc/>
    public void Run() => _command.ExecuteNonQuery();

    /// <inheritdoc/>
    public void Open() => _reader = _command.ExecuteReader();

    /// <inheritdoc/>
    public bool Read() => _reader!.Read();

    /// <inheritdoc/>
    public long GetInt64(int column) => _reader!.GetInt64(column);

    /// <inheritdoc/>
    public double GetDouble(int column) => _reader!.GetDouble(column);

    /// <inheritdoc/>
    public int GetTextLength(int column) => _reader!.GetString(column).Length;

    /// <inheritdoc/>
    public string? GetText(int column) => _reader!.IsDBNull(column) ? null : _reader.GetString(column);

    /// <inheritdoc/>
    public void Close() => _reader!.Close();

    /// <inheritdoc/>
    public void Dispose() => _command.Dispose();

    private static BTreeDbParameter Create(ParameterKind kind) => kind switch
    {
        ParameterKind.Int32 => new BTreeDbParameter<int>(),
        ParameterKind.Int64 => new BTreeDbParameter<long>(),
        ParameterKind.Double => new BTreeDbParameter<double>(),
        ParameterKind.Text => new BTreeDbParameter<string>(),
        ParameterKind.Decimal => new BTreeDbParameter<decimal>(),
        ParameterKind.Date => new BTreeDbParameter<DateOnly>(),
        _ => throw new UnreachableException(),
    };
}
