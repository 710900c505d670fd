using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace BTreeDb.Bench.Engines;

/// <summary>A prepared statement of DuckDB whose result is read vector by vector.</summary>
internal sealed unsafe class DuckDbStatement(nint statement) : IBenchStatement
{
    private const int Boolean = 1, SmallInt = 3, Integer = 4, BigInt = 5, Float = 10, Double = 11;
    private const int Date = 13, HugeInt = 16, Varchar = 17, Decimal = 19;
    private nint _statement = statement;
    private DuckDbNative.Result _result;
    private int[] _types = [];
    private int[] _scales = [];
    private nint[] _data = [];
    private nint[] _validity = [];
    private nint _chunk;
    private int _rows;
    private int _row;

    /// <inheritdoc/>
    public int ColumnCount => _types.Length;

    /// <inheritdoc/>
    public void Bind(int index, long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    public void Bind(int index, double value) => throw new NotSupportedException();

    /// <inheritdoc/>
    public void Bind(int index, string value) => throw new NotSupportedException();

    /// <inheritdoc/>
    public void Run()
    {
        Execute();
        DuckDbNative.DestroyResult(ref _result);
    }

    /// <inheritdoc/>
    public void Open()
    {
        Execute();
        var count = (int)DuckDbNative.ColumnCount(ref _result);
        (_types, _scales) = (new int[count], new int[count]);
        (_data, _validity) = (new nint[count], new nint[count]);
        for (var i = 0; i < count; i++)
        {
            var type = DuckDbNative.ColumnLogicalType(ref _result, (ulong)i);
            _types[i] = DuckDbNative.TypeId(type);
            if (_types[i] == Decimal)
            {
                _scales[i] = DuckDbNative.DecimalScale(type);
                _types[i] = DuckDbNative.DecimalInternalType(type);
            }

            DuckDbNative.DestroyLogicalType(ref type);
        }
    }

    /// <inheritdoc/>
    public bool Read()
    {
        if (++_row < _rows)
            return true;
        DropChunk();
        _chunk = DuckDbNative.FetchChunk(_result);
        if (_chunk == 0)
            return false;
        _rows = (int)DuckDbNative.ChunkSize(_chunk);
        _row = 0;
        for (var i = 0; i < _data.Length; i++)
        {
            var vector = DuckDbNative.ChunkVector(_chunk, (ulong)i);
            _data[i] = DuckDbNative.VectorData(vector);
            _validity[i] = DuckDbNative.VectorValidity(vector);
        }

        return _rows > 0;
    }

    /// <inheritdoc/>
    public long GetInt64(int column) => (long)GetInteger(column);

    /// <inheritdoc/>
    public double GetDouble(int column) => _types[column] switch
    {
        Double => ((double*)_data[column])[_row],
        Float => ((float*)_data[column])[_row],
        _ => (double)GetInteger(column) / Math.Pow(10, _scales[column]),
    };

    /// <inheritdoc/>
    public int GetTextLength(int column) => ((int*)_data[column])[_row * 4];

    /// <inheritdoc/>
    public string? GetText(int column)
    {
        if (_validity[column] != 0 && (((ulong*)_validity[column])[_row >> 6] >> (_row & 63) & 1) == 0)
            return null;
        return _types[column] switch
        {
            Varchar => ReadString(column),
            Date => new DateOnly(1970, 1, 1).AddDays((int)GetInteger(column)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            Double or Float => GetDouble(column).ToString("R", CultureInfo.InvariantCulture),
            Boolean => GetInteger(column) == 0 ? "f" : "t",
            _ => _scales[column] == 0
                ? GetInteger(column).ToString(CultureInfo.InvariantCulture)
                : GetDouble(column).ToString("R", CultureInfo.InvariantCulture),
        };
    }

    /// <inheritdoc/>
    public void Close()
    {
        DropChunk();
        DuckDbNative.DestroyResult(ref _result);
    }

    /// <inheritdoc/>
    public void Dispose() => DuckDbNative.DestroyPrepare(ref _statement);

    private void Execute()
    {
        (_rows, _row) = (0, 0);
        if (DuckDbNative.ExecutePrepared(_statement, out _result) == 0)
            return;
        var message = Marshal.PtrToStringUTF8(DuckDbNative.ResultError(ref _result));
        DuckDbNative.DestroyResult(ref _result);
        throw new InvalidOperationException($"DuckDB: {message}");
    }

    private Int128 GetInteger(int column) => _types[column] switch
    {
        Boolean => ((byte*)_data[column])[_row],
        SmallInt => ((short*)_data[column])[_row],
        Integer or Date => ((int*)_data[column])[_row],
        BigInt => ((long*)_data[column])[_row],
        HugeInt => ((Int128*)_data[column])[_row],
        _ => throw new NotSupportedException($"DuckDB type {_types[column]}"),
    };

    /// <summary>A string is 16 bytes: its length, then up to twelve bytes, or a prefix and a pointer.</summary>
    private string ReadString(int column)
    {
        var view = (byte*)_data[column] + (_row * 16);
        var length = *(int*)view;
        return Encoding.UTF8.GetString(length <= 12 ? view + 4 : *(byte**)(view + 8), length);
    }

    private void DropChunk()
    {
        if (_chunk != 0)
            DuckDbNative.DestroyChunk(ref _chunk);
        (_chunk, _rows, _row) = (0, 0, 0);
    }
}
