using System.Collections;
using System.Collections.Immutable;
using System.Collections.ObjectModel;
using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using System.Runtime.CompilerServices;
using BTreeDb.Engine;
using BTreeDb.Execution.Vectors;
using BTreeDb.Types;

namespace BTreeDb.Data;

/// <summary>
/// Rows of a command, forward only. The typed getters read straight from the engine's column vectors and box nothing.
/// <see cref="GetString"/> reads a value of any type, as PostgreSQL prints it. The reader is used again by its command once
/// it is closed: nobody keeps it.
/// </summary>
public sealed class BTreeDbDataReader : DbDataReader, IDbColumnSchemaGenerator
{
    private readonly BTreeDbCommand _command;
    private ByteWriter? _scratch;
    private BTreeDbConnection? _connection;
    private PreparedScript? _script;
    private CommandBehavior _behavior;
    private int _nextStatement;
    private ResultSet? _result;
    private ImmutableArray<ResultColumn> _columns = [];
    private long _recordsAffected = -1;
    private string _commandTag = "";

    // The current batch. _position counts its selected rows; _row is the place in the vectors, -1 between rows.
    private Batch? _batch;
    private ColumnVector[] _vectors = [];
    private int[]? _selection;
    private int _count;
    private int _position;
    private int _row = -1;
    private bool _hasRows;

    internal BTreeDbDataReader(BTreeDbCommand command) => _command = command;

    /// <inheritdoc/>
    public override int Depth => 0;

    /// <inheritdoc/>
    public override int FieldCount
    {
        get
        {
            CheckOpen();
            return _columns.Length;
        }
    }

    /// <inheritdoc/>
    public override bool HasRows
    {
        get
        {
            CheckOpen();
            return _hasRows;
        }
    }

    /// <inheritdoc/>
    public override bool IsClosed => _connection is null;

    /// <summary>Rows inserted, updated and deleted so far; -1 where no statement was of that kind.</summary>
    public override int RecordsAffected => checked((int)_recordsAffected);

    /// <summary>
    /// What the current statement did, as PostgreSQL tags it: <c>INSERT 0 3</c>, <c>CREATE TABLE</c>, <c>SELECT 7</c> (for
    /// a query, once its rows are read). Where no statement yielded rows, the tag of the last one.
    /// </summary>
    public string CommandTag => _result?.CommandTag ?? _commandTag;

    /// <inheritdoc/>
    public override object this[int ordinal] => GetValue(ordinal);

    /// <inheritdoc/>
    public override object this[string name] => GetValue(GetOrdinal(name));

    /// <summary>Takes the reader into use; the first <see cref="NextResult"/> follows.</summary>
    internal void Start(BTreeDbConnection connection, PreparedScript script, CommandBehavior behavior)
    {
        _connection = connection;
        _script = script;
        _behavior = behavior;
        _nextStatement = 0;
        _recordsAffected = -1;
        _commandTag = "";
        connection.ReaderOpened(this);
    }

    /// <inheritdoc/>
    public override bool Read()
    {
        var next = _position + 1;
        if (next < _count)
        {
            _position = next;
            _row = _selection is null ? next : _selection[next];
            return true;
        }

        return ReadNextBatch();
    }

    /// <summary>As <see cref="Read"/>: rows are computed, not waited for.</summary>
    public override Task<bool> ReadAsync(CancellationToken cancellationToken) =>
        cancellationToken.IsCancellationRequested ? Task.FromCanceled<bool>(cancellationToken) : Task.FromResult(Read());

    /// <summary>
    /// Runs the statements up to the next one that yields rows. The rows of the current one are given up.
    /// </summary>
    /// <returns>False when no statement is left that yields rows.</returns>
    public override bool NextResult()
    {
        CheckOpen();
        EndResult();
        while (_nextStatement < _script!.StatementCount)
        {
            if (_behavior.HasFlag(CommandBehavior.SchemaOnly))
                _columns = _command.Describe(_script, _nextStatement++);
            else
                BeginResult(_command.Execute(_script, _nextStatement++));
            if (!_columns.IsEmpty)
                return true;
        }

        return false;
    }

    /// <summary>As <see cref="NextResult"/>; the wait for the disk at a commit holds no thread.</summary>
    public override async Task<bool> NextResultAsync(CancellationToken cancellationToken)
    {
        if (_behavior.HasFlag(CommandBehavior.SchemaOnly))
            return NextResult();
        CheckOpen();
        EndResult();
        while (_nextStatement < _script!.StatementCount)
        {
            var result = await _command.ExecuteAsync(_script, _nextStatement++, cancellationToken).ConfigureAwait(false);
            BeginResult(result);
            if (!_columns.IsEmpty)
                return true;
        }

        return false;
    }

    /// <summary>Ends the statement. Those that were not reached are not run.</summary>
    public override void Close()
    {
        if (_connection is not { } connection)
            return;
        _connection = null;
        _script = null;
        connection.ReaderClosed();
        try
        {
            EndResult();
        }
        finally
        {
            _command.Return(this);
            if (_behavior.HasFlag(CommandBehavior.CloseConnection))
                connection.Close();
        }
    }

    /// <inheritdoc/>
    public override bool IsDBNull(int ordinal)
    {
        var column = Column(ordinal, out var row);
        return column.Nulls[row];
    }

    /// <inheritdoc/>
    public override bool GetBoolean(int ordinal)
    {
        var column = Value(ordinal, out var row);
        return column is ColumnVector<byte> values
            ? values.Values[row] != 0
            : ProviderErrors.ThrowCast<bool>(GetName(ordinal), GetDataTypeName(ordinal));
    }

    /// <inheritdoc/>
    public override byte GetByte(int ordinal) => checked((byte)GetInt64(ordinal));

    /// <inheritdoc/>
    public override short GetInt16(int ordinal)
    {
        var column = Value(ordinal, out var row);
        return column is ColumnVector<short> values ? values.Values[row] : checked((short)GetInt64(ordinal));
    }

    /// <inheritdoc/>
    public override int GetInt32(int ordinal)
    {
        var column = Value(ordinal, out var row);
        if (column is ColumnVector<int> values && column.Type.Id == TypeId.Integer)
            return values.Values[row];
        return checked((int)GetInt64(ordinal));
    }

    /// <inheritdoc/>
    public override long GetInt64(int ordinal)
    {
        var column = Value(ordinal, out var row);
        return FieldNumber.TryReadInt64(column, row, out var value)
            ? value
            : ProviderErrors.ThrowCast<long>(GetName(ordinal), GetDataTypeName(ordinal));
    }

    /// <inheritdoc/>
    public override float GetFloat(int ordinal)
    {
        var column = Value(ordinal, out var row);
        return column is ColumnVector<float> values ? values.Values[row] : (float)GetDouble(ordinal);
    }

    /// <inheritdoc/>
    public override double GetDouble(int ordinal)
    {
        var column = Value(ordinal, out var row);
        return FieldNumber.TryReadDouble(column, row, out var value)
            ? value
            : ProviderErrors.ThrowCast<double>(GetName(ordinal), GetDataTypeName(ordinal));
    }

    /// <inheritdoc/>
    public override decimal GetDecimal(int ordinal)
    {
        var column = Value(ordinal, out var row);
        return FieldNumber.TryReadDecimal(column, row, out var value)
            ? value
            : ProviderErrors.ThrowCast<decimal>(GetName(ordinal), GetDataTypeName(ordinal));
    }

    /// <summary>The value of any type, as PostgreSQL prints it.</summary>
    public override string GetString(int ordinal)
    {
        var column = Value(ordinal, out var row);
        return FieldText.Read(column, row, _connection!.TimeZone, ref _scratch);
    }

    /// <inheritdoc/>
    public override char GetChar(int ordinal)
    {
        var text = GetString(ordinal);
        return text.Length == 1
            ? text[0]
            : throw new InvalidCastException($"Column '{GetName(ordinal)}' does not hold a single character.");
    }

    /// <inheritdoc/>
    public override Guid GetGuid(int ordinal)
    {
        var column = Value(ordinal, out var row);
        return column is ColumnVector<UInt128> values
            ? ClrUuid.ToGuid(values.Values[row])
            : ProviderErrors.ThrowCast<Guid>(GetName(ordinal), GetDataTypeName(ordinal));
    }

    /// <summary>A date at midnight, a timestamp of unspecified kind, or a timestamp with time zone in UTC.</summary>
    public override DateTime GetDateTime(int ordinal)
    {
        var column = Value(ordinal, out var row);
        return (column, column.Type.Id) switch
        {
            (ColumnVector<long> values, TypeId.Timestamp) =>
                ClrTime.ToDateTime(values.Values[row], DateTimeKind.Unspecified),
            (ColumnVector<long> values, TypeId.TimestampTz) => ClrTime.ToDateTime(values.Values[row], DateTimeKind.Utc),
            (ColumnVector<int> values, TypeId.Date) => ClrTime.ToDateOnly(values.Values[row]).ToDateTime(default),
            _ => ProviderErrors.ThrowCast<DateTime>(GetName(ordinal), GetDataTypeName(ordinal)),
        };
    }

    /// <summary>A date, or the date of a timestamp.</summary>
    public DateOnly GetDateOnly(int ordinal)
    {
        var column = Value(ordinal, out var row);
        return column is ColumnVector<int> values && column.Type.Id == TypeId.Date
            ? ClrTime.ToDateOnly(values.Values[row])
            : DateOnly.FromDateTime(GetDateTime(ordinal));
    }

    /// <summary>A time of day.</summary>
    public TimeOnly GetTimeOnly(int ordinal)
    {
        var column = Value(ordinal, out var row);
        return column is ColumnVector<long> values && column.Type.Id == TypeId.Time
            ? ClrTime.ToTimeOnly(values.Values[row])
            : ProviderErrors.ThrowCast<TimeOnly>(GetName(ordinal), GetDataTypeName(ordinal));
    }

    /// <summary>A timestamp with time zone, at offset zero.</summary>
    public DateTimeOffset GetDateTimeOffset(int ordinal)
    {
        var column = Value(ordinal, out var row);
        return column is ColumnVector<long> values && column.Type.Id == TypeId.TimestampTz
            ? new(ClrTime.ToDateTime(values.Values[row], DateTimeKind.Utc))
            : ProviderErrors.ThrowCast<DateTimeOffset>(GetName(ordinal), GetDataTypeName(ordinal));
    }

    /// <inheritdoc/>
    public override long GetBytes(int ordinal, long dataOffset, byte[]? buffer, int bufferOffset, int length)
    {
        var column = Value(ordinal, out var row);
        if (column is not ColumnVector<TextView> values)
            return ProviderErrors.ThrowCast<byte[]>(GetName(ordinal), GetDataTypeName(ordinal)).Length;
        var bytes = values.Values[row].Span;
        if (buffer is null)
            return bytes.Length;
        return CopyPart(bytes, dataOffset, buffer.AsSpan(bufferOffset, Math.Min(length, buffer.Length - bufferOffset)));
    }

    /// <inheritdoc/>
    public override long GetChars(int ordinal, long dataOffset, char[]? buffer, int bufferOffset, int length)
    {
        var text = GetString(ordinal);
        if (buffer is null)
            return text.Length;
        return CopyPart<char>(text, dataOffset, buffer.AsSpan(bufferOffset, Math.Min(length, buffer.Length - bufferOffset)));
    }

    /// <inheritdoc/>
    public override Stream GetStream(int ordinal) => new MemoryStream(GetByteArray(ordinal), writable: false);

    /// <inheritdoc/>
    public override TextReader GetTextReader(int ordinal) => new StringReader(GetString(ordinal));

    /// <inheritdoc/>
    public override object GetValue(int ordinal)
    {
        var column = Column(ordinal, out var row);
        if (column.Nulls[row])
            return DBNull.Value;
        return column.Type.Id switch
        {
            TypeId.Boolean => GetBoolean(ordinal),
            TypeId.SmallInt => GetInt16(ordinal),
            TypeId.Integer => GetInt32(ordinal),
            TypeId.BigInt or TypeId.Oid => GetInt64(ordinal),
            TypeId.Real => GetFloat(ordinal),
            TypeId.Double => GetDouble(ordinal),
            TypeId.Numeric => GetDecimal(ordinal),
            TypeId.Date => GetDateOnly(ordinal),
            TypeId.Time => GetTimeOnly(ordinal),
            TypeId.Timestamp or TypeId.TimestampTz => GetDateTime(ordinal),
            TypeId.Uuid => GetGuid(ordinal),
            TypeId.Bytea => GetByteArray(ordinal),
            TypeId.Array => GetArray(ordinal, null) ?? GetString(ordinal),
            _ => GetString(ordinal),
        };
    }

    /// <inheritdoc/>
    public override int GetValues(object[] values)
    {
        ArgumentNullException.ThrowIfNull(values);
        var count = Math.Min(values.Length, FieldCount);
        for (var i = 0; i < count; i++)
            values[i] = GetValue(i);
        return count;
    }

    /// <summary>The value as <typeparamref name="T"/>; a nullable type takes NULL as null. Value types are not boxed.</summary>
    public override T GetFieldValue<T>(int ordinal)
    {
        if (typeof(T) == typeof(int))
            return As<int, T>(GetInt32(ordinal));
        if (typeof(T) == typeof(long))
            return As<long, T>(GetInt64(ordinal));
        if (typeof(T) == typeof(short))
            return As<short, T>(GetInt16(ordinal));
        if (typeof(T) == typeof(byte))
            return As<byte, T>(GetByte(ordinal));
        if (typeof(T) == typeof(bool))
            return As<bool, T>(GetBoolean(ordinal));
        if (typeof(T) == typeof(double))
            return As<double, T>(GetDouble(ordinal));
        if (typeof(T) == typeof(float))
            return As<float, T>(GetFloat(ordinal));
        if (typeof(T) == typeof(decimal))
            return As<decimal, T>(GetDecimal(ordinal));
        if (typeof(T) == typeof(DateTime))
            return As<DateTime, T>(GetDateTime(ordinal));
        if (typeof(T) == typeof(DateTimeOffset))
            return As<DateTimeOffset, T>(GetDateTimeOffset(ordinal));
        if (typeof(T) == typeof(DateOnly))
            return As<DateOnly, T>(GetDateOnly(ordinal));
        if (typeof(T) == typeof(TimeOnly))
            return As<TimeOnly, T>(GetTimeOnly(ordinal));
        if (typeof(T) == typeof(Guid))
            return As<Guid, T>(GetGuid(ordinal));
        if (typeof(T) == typeof(char))
            return As<char, T>(GetChar(ordinal));
        if (typeof(T) == typeof(int?))
            return As<int?, T>(IsDBNull(ordinal) ? null : GetInt32(ordinal));
        if (typeof(T) == typeof(long?))
            return As<long?, T>(IsDBNull(ordinal) ? null : GetInt64(ordinal));
        if (typeof(T) == typeof(double?))
            return As<double?, T>(IsDBNull(ordinal) ? null : GetDouble(ordinal));
        if (typeof(T) == typeof(bool?))
            return As<bool?, T>(IsDBNull(ordinal) ? null : GetBoolean(ordinal));
        if (typeof(T) == typeof(decimal?))
            return As<decimal?, T>(IsDBNull(ordinal) ? null : GetDecimal(ordinal));
        if (typeof(T) == typeof(DateTime?))
            return As<DateTime?, T>(IsDBNull(ordinal) ? null : GetDateTime(ordinal));
        return GetOther<T>(ordinal);
    }

    /// <inheritdoc/>
    public override string GetName(int ordinal) => ColumnInfo(ordinal).Name;

    /// <inheritdoc/>
    public override int GetOrdinal(string name)
    {
        CheckOpen();
        for (var pass = 0; pass < 2; pass++)
        {
            var comparison = pass == 0 ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase;
            for (var i = 0; i < _columns.Length; i++)
            {
                if (string.Equals(_columns[i].Name, name, comparison))
                    return i;
            }
        }

        return ProviderErrors.ThrowNoColumn(name);
    }

    /// <summary>The SQL type's name, as <c>character varying(20)</c>.</summary>
    public override string GetDataTypeName(int ordinal) => TypeNames.Of(ColumnInfo(ordinal).Type);

    /// <inheritdoc/>
    [return: DynamicallyAccessedMembers(
        DynamicallyAccessedMemberTypes.PublicFields | DynamicallyAccessedMemberTypes.PublicProperties)]
    public override Type GetFieldType(int ordinal) => ResultSchema.ClrTypeOf(ColumnInfo(ordinal).Type);

    /// <summary>What is known about the columns.</summary>
    public ReadOnlyCollection<DbColumn> GetColumnSchema()
    {
        CheckOpen();
        return ResultSchema.Columns(_columns);
    }

    /// <inheritdoc/>
    public override DataTable? GetSchemaTable()
    {
        CheckOpen();
        return _columns.IsEmpty ? null : ResultSchema.Table(ResultSchema.Columns(_columns));
    }

    /// <inheritdoc/>
    public override IEnumerator GetEnumerator() => new DbEnumerator(this, closeReader: false);

    private static TTo As<TFrom, TTo>(TFrom value) => Unsafe.As<TFrom, TTo>(ref value);

    private T GetOther<T>(int ordinal)
    {
        if (IsDBNull(ordinal))
        {
            if (default(T) is null && typeof(T).IsValueType)
                return default!;
            if (typeof(T) == typeof(object) || typeof(T) == typeof(DBNull))
                return (T)(object)DBNull.Value;
            ProviderErrors.ThrowNull(GetName(ordinal));
        }

        var target = Nullable.GetUnderlyingType(typeof(T)) ?? typeof(T);
        object value =
            target == typeof(string) ? GetString(ordinal)
            : target == typeof(byte[]) ? GetByteArray(ordinal)
            : target == typeof(Stream) ? GetStream(ordinal)
            : target == typeof(TextReader) ? GetTextReader(ordinal)
            : target == typeof(BigInteger) ? GetBigInteger(ordinal)
            : target == typeof(short) ? GetInt16(ordinal)
            : target == typeof(float) ? GetFloat(ordinal)
            : target == typeof(DateOnly) ? GetDateOnly(ordinal)
            : target == typeof(TimeOnly) ? GetTimeOnly(ordinal)
            : target == typeof(DateTimeOffset) ? GetDateTimeOffset(ordinal)
            : ColumnInfo(ordinal).Type.Id == TypeId.Array && target != typeof(object) ? GetArray(ordinal, target) ?? ""
            : target.IsEnum ? Enum.ToObject(target, GetInt64(ordinal))
            : GetValue(ordinal);
        return value is T typed ? typed : ProviderErrors.ThrowCast<T>(GetName(ordinal), GetDataTypeName(ordinal));
    }

    private byte[] GetByteArray(int ordinal)
    {
        var column = Value(ordinal, out var row);
        return column is ColumnVector<TextView> values
            ? values.Values[row].Span.ToArray()
            : ProviderErrors.ThrowCast<byte[]>(GetName(ordinal), GetDataTypeName(ordinal));
    }

    private object? GetArray(int ordinal, Type? wanted)
    {
        var column = (ColumnVector<TextView>)Value(ordinal, out var row);
        return ClrArray.Read(column.Values[row].Span, column.Type, wanted);
    }

    private BigInteger GetBigInteger(int ordinal)
    {
        var column = Value(ordinal, out var row);
        return column is ColumnVector<Numeric> values
            ? ClrNumeric.ToBigInteger(values.Values[row])
            : GetInt64(ordinal);
    }

    private static long CopyPart<T>(ReadOnlySpan<T> source, long offset, Span<T> target)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        if (offset >= source.Length)
            return 0;
        var part = source[(int)offset..];
        if (part.Length > target.Length)
            part = part[..target.Length];
        part.CopyTo(target);
        return part.Length;
    }

    /// <summary>The column's vector and the current row's place in it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ColumnVector Column(int ordinal, out int row)
    {
        if (_row < 0)
            ThrowNoRow();
        var column = _vectors[ordinal];
        row = column.IsConstant ? 0 : _row;
        return column;
    }

    /// <summary>As <see cref="Column"/>, for a value that is not NULL.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ColumnVector Value(int ordinal, out int row)
    {
        var column = Column(ordinal, out row);
        if (column.Nulls[row])
            ProviderErrors.ThrowNull(GetName(ordinal));
        return column;
    }

    private ResultColumn ColumnInfo(int ordinal)
    {
        CheckOpen();
        return _columns[ordinal];
    }

    private void BeginResult(ResultSet result)
    {
        _result = result;
        _columns = result.Columns;
        BTreeDbCommand.AddAffected(ref _recordsAffected, result.RowsAffected);
        if (_columns.IsEmpty)
        {
            // The tag of a query is made when it is asked for: most readers never do.
            _commandTag = result.CommandTag;
            EndResult();
            return;
        }

        // The first rows are fetched at once: errors show where the statement is run, and HasRows is known.
        _hasRows = FetchBatch();
    }

    private bool ReadNextBatch()
    {
        CheckOpen();
        _row = -1;
        if (_batch is null)
            return false;
        if (!FetchBatch())
            return false;
        _position = 0;
        _row = _selection is null ? 0 : _selection[0];
        return true;
    }

    /// <summary>Takes the next batch that has rows and stands before its first one.</summary>
    private bool FetchBatch()
    {
        do
        {
            _batch = _result is null ? null : _command.NextBatch(_result);
        }
        while (_batch is { Count: 0 });

        _position = -1;
        _row = -1;
        _count = _batch?.Count ?? 0;
        _selection = _batch?.Selection;
        _vectors = _batch?.Columns ?? [];
        return _batch is not null;
    }

    private void EndResult()
    {
        var result = _result;
        _result = null;
        _columns = [];
        _batch = null;
        _vectors = [];
        _count = 0;
        _position = -1;
        _row = -1;
        _hasRows = false;
        if (result is null)
            return;
        BTreeDbCommand.Close(result);
    }

    private void CheckOpen()
    {
        if (_connection is null)
            ProviderErrors.ThrowReaderClosed();
    }

    private void ThrowNoRow()
    {
        CheckOpen();
        ProviderErrors.ThrowNoRow();
    }
}
