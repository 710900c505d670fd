using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace BTreeDb.Bench.Engines;

/// <summary>A statement handle.</summary>
internal sealed class SqliteStatement(SqliteSession session, nint statement) : IBenchStatement
{
    /// <summary>Tells SQLite to copy the text.</summary>
    private const nint Transient = -1;

    private byte[] _text = new byte[256];

    /// <inheritdoc/>
    public int ColumnCount => SqliteNative.ColumnCount(statement);

    /// <inheritdoc/>
    public void Bind(int index, long value) => session.Check(SqliteNative.BindInt64(statement, index + 1, value));

    /// <inheritdoc/>
    public void Bind(int index, double value) => session.Check(SqliteNative.BindDouble(statement, index + 1, value));

    /// <inheritdoc/>
    public void Bind(int index, string value)
    {
        var size = Encoding.UTF8.GetMaxByteCount(value.Length);
        if (_text.Length < size)
            _text = new byte[size];
        var length = Encoding.UTF8.GetBytes(value, _text);
        session.Check(SqliteNative.BindText(
            statement, index + 1, ref MemoryMarshal.GetArrayDataReference(_text), length, Transient));
    }

    /// <inheritdoc/>
    public void Run()
    {
        session.Check(SqliteNative.Step(statement));
        session.Check(SqliteNative.Reset(statement));
    }

    /// <inheritdoc/>
    public void Open()
    {
        // The first step starts the query.
    }

    /// <inheritdoc/>
    public bool Read()
    {
        var code = SqliteNative.Step(statement);
        session.Check(code);
        return code == SqliteNative.Row;
    }

    /// <inheritdoc/>
    public long GetInt64(int column) => SqliteNative.ColumnInt64(statement, column);

    /// <inheritdoc/>
    public double GetDouble(int column) => SqliteNative.ColumnDouble(statement, column);

    /// <inheritdoc/>
    public int GetTextLength(int column) =>
        SqliteNative.ColumnText(statement, column) == 0 ? 0 : SqliteNative.ColumnBytes(statement, column);

    /// <inheritdoc/>
    public string? GetText(int column) => SqliteNative.ColumnType(statement, column) switch
    {
        SqliteNative.Null => null,
        SqliteNative.Float => GetDouble(column).ToString("R", CultureInfo.InvariantCulture),
        _ => Marshal.PtrToStringUTF8(SqliteNative.ColumnText(statement, column)),
    };

    /// <inheritdoc/>
    public void Close() => session.Check(SqliteNative.Reset(statement));

    /// <inheritdoc/>
    public void Dispose() => _ = SqliteNative.Finalize(statement);
}
