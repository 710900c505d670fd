using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace BTreeDb.Bench.Engines;

/// <summary>A command prepared on the server.</summary>
internal sealed class PostgresStatement : IBenchStatement
{
    private readonly NpgsqlCommand _command;
    private readonly NpgsqlParameter[] _parameters;
    private NpgsqlDataReader? _reader;

    public PostgresStatement(NpgsqlCommand command, ReadOnlySpan<ParameterKind> parameters)
    {
        _command = command;
        _parameters = new NpgsqlParameter[parameters.Length];
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
            case NpgsqlParameter<long> parameter:
                parameter.TypedValue = value;
                break;
            case NpgsqlParameter<int> parameter:
                parameter.TypedValue = (int)value;
                break;
        }
    }

    /// <inheritdoc/>
    public void Bind(int index, double value) => ((NpgsqlParameter<double>)_parameters[index]).TypedValue = value;

    /// <inheritdoc/>
    public void Bind(int index, string value) => ((NpgsqlParameter<string>)_parameters[index]).TypedValue = value;

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
    public string? GetText(int column) => _reader!.GetValue(column) switch
    {
        DBNull => null,
        DateTime date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        IFormattable value => value.ToString(null, CultureInfo.InvariantCulture),
        var value => value.ToString(),
    };

    /// <inheritdoc/>
    public void Close() => _reader!.Close();

    /// <inheritdoc/>
    public void Dispose() => _command.Dispose();

    private static NpgsqlParameter Create(ParameterKind kind) => kind switch
    {
        ParameterKind.Int32 => new NpgsqlParameter<int>(),
        ParameterKind.Int64 => new NpgsqlParameter<long>(),
        ParameterKind.Double => new NpgsqlParameter<double>(),
        ParameterKind.Text => new NpgsqlParameter<string>(),
        _ => throw new UnreachableException(),
    };
}
