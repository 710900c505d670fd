using System.Text;

namespace BTreeDb.Engine.Copying;

/// <summary>Reads a stream line by line, as bytes of UTF-8. A line ends with a line feed, a carriage return or both.</summary>
internal sealed class CopyLines(Stream stream, Encoding encoding)
{
    private readonly Stream _stream = encoding.CodePage == Encoding.UTF8.CodePage
        ? stream
        : Encoding.CreateTranscodingStream(stream, encoding, Encoding.UTF8, leaveOpen: true);

    private byte[] _buffer = new byte[64 << 10];
    private int _start;
    private int _length;
    private bool _isAtEnd;

    /// <summary>The number of the line that was read last, from 1.</summary>
    public int Number { get; private set; }

    /// <summary>The next line without its end; false after the last one. Valid until the next call.</summary>
    public bool TryRead(out ReadOnlySpan<byte> line)
    {
        var searched = 0;
        while (true)
        {
            var unread = _buffer.AsSpan(_start, _length);
            var end = unread[searched..].IndexOfAny((byte)'\n', (byte)'\r');
            // A carriage return at the end of the buffer may have its line feed to come.
            if (end >= 0 && (_isAtEnd || unread[searched + end] == '\n' || searched + end + 1 < _length))
                return Take(searched + end, out line);
            if (_isAtEnd)
                return TakeRest(out line);
            searched = end >= 0 ? searched + end : _length;
            Fill();
        }
    }

    private bool Take(int length, out ReadOnlySpan<byte> line)
    {
        line = _buffer.AsSpan(_start, length);
        var skip = length + 1;
        if (_buffer[_start + length] == '\r' && length + 1 < _length && _buffer[_start + length + 1] == '\n')
            skip++;
        _start += skip;
        _length -= skip;
        Number++;
        return true;
    }

    private bool TakeRest(out ReadOnlySpan<byte> line)
    {
        line = _buffer.AsSpan(_start, _length);
        var isAny = _length > 0;
        _length = 0;
        Number++;
        return isAny;
    }

    private void Fill()
    {
        if (_start > 0)
        {
            Buffer.BlockCopy(_buffer, _start, _buffer, 0, _length);
            _start = 0;
        }

        if (_length == _buffer.Length)
            Array.Resize(ref _buffer, _buffer.Length * 2);
        var read = _stream.Read(_buffer, _length, _buffer.Length - _length);
        _isAtEnd = read == 0;
        _length += read;
    }
}
