using System.Text;
using BTreeDb.Execution.Vectors;
using BTreeDb.Types;

namespace BTreeDb.Engine.Copying;

/// <summary>Writes rows to a COPY stream in either format.</summary>
internal sealed class CopyWriter : IDisposable
{
    private const int FlushBytes = 64 << 10;

    private readonly Stream _stream;
    private readonly CopyFormat _format;
    private readonly ByteWriter _bytes = new();
    private readonly ByteWriter _value = new();
    private readonly bool _isTranscoding;

    public CopyWriter(Stream stream, CopyFormat format)
    {
        _format = format;
        _isTranscoding = format.Encoding.CodePage != Encoding.UTF8.CodePage;
        _stream = _isTranscoding
            ? Encoding.CreateTranscodingStream(stream, format.Encoding, Encoding.UTF8, leaveOpen: true)
            : stream;
    }

    /// <summary>Writes the line that names the columns.</summary>
    public void WriteHeader(IReadOnlyList<string> columns)
    {
        for (var i = 0; i < columns.Count; i++)
        {
            if (i > 0)
                _bytes.Append(_format.Delimiter);
            Write(Encoding.UTF8.GetBytes(columns[i]), isQuoted: false, columns.Count == 1);
        }

        EndLine();
    }

    /// <summary>Writes a row.</summary>
    public void WriteRow(Batch batch, int row, SessionTimeZone zone)
    {
        for (var i = 0; i < batch.Columns.Length; i++)
        {
            if (i > 0)
                _bytes.Append(_format.Delimiter);
            var column = batch.Columns[i];
            if (column.IsNull(row))
            {
                _bytes.Append(_format.Null);
                continue;
            }

            _value.Reset();
            VectorEncoder.WriteText(_value, column, row, zone);
            Write(_value.Written, _format.ForceQuote.Contains(i), batch.Columns.Length == 1);
        }

        EndLine();
    }

    /// <summary>Hands on what is left.</summary>
    public void Flush()
    {
        _stream.Write(_bytes.Written);
        _bytes.Reset();
        _stream.Flush();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_isTranscoding)
            _stream.Dispose();
    }

    private void Write(ReadOnlySpan<byte> value, bool isQuoted, bool isOnly)
    {
        if (!_format.IsCsv)
        {
            TextEscape.Write(value, _format.Delimiter, _bytes);
            return;
        }

        if (!isQuoted && !NeedsQuotes(value, isOnly))
        {
            _bytes.Append(value);
            return;
        }

        _bytes.Append(_format.Quote);
        foreach (var unit in value)
        {
            if (unit == _format.Quote || unit == _format.Escape)
                _bytes.Append(_format.Escape);
            _bytes.Append(unit);
        }

        _bytes.Append(_format.Quote);
    }

    /// <summary>Also a value that would be read as NULL or, alone on its line, as the end.</summary>
    private bool NeedsQuotes(ReadOnlySpan<byte> value, bool isOnly) =>
        value.SequenceEqual(_format.Null) || isOnly && value.SequenceEqual("\\."u8)
        || value.IndexOfAny((byte)'\n', (byte)'\r') >= 0 || value.IndexOfAny(_format.Delimiter, _format.Quote) >= 0;

    private void EndLine()
    {
        _bytes.Append((byte)'\n');
        if (_bytes.Length < FlushBytes)
            return;
        _stream.Write(_bytes.Written);
        _bytes.Reset();
    }
}
