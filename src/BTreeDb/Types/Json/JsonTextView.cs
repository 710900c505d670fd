namespace BTreeDb.Types.Json;

/// <summary>
/// A value inside valid json text, which is all that values of type json hold. Members and elements are found by scanning.
/// </summary>
internal readonly ref struct JsonTextView
{
    private readonly ReadOnlySpan<byte> _text;

    /// <summary>A view on json text; white space around it is cut off.</summary>
    public JsonTextView(ReadOnlySpan<byte> text) => _text = TrimSpace(text);

    /// <summary>The text of the value.</summary>
    public ReadOnlySpan<byte> Text => _text;

    public JsonKind Kind => _text[0] switch
    {
        (byte)'{' => JsonKind.Object,
        (byte)'[' => JsonKind.Array,
        (byte)'"' => JsonKind.String,
        (byte)'t' => JsonKind.True,
        (byte)'f' => JsonKind.False,
        (byte)'n' => JsonKind.Null,
        _ => JsonKind.Number,
    };

    /// <summary>The parts of a container.</summary>
    public PartEnumerator GetEnumerator() => new(_text);

    /// <summary>Elements or members.</summary>
    public int CountParts()
    {
        var count = 0;
        foreach (var _ in this)
            count++;
        return count;
    }

    /// <summary>The last member of a name.</summary>
    public bool TryFind(ReadOnlySpan<byte> key, ByteWriter scratch, out ReadOnlySpan<byte> value)
    {
        value = default;
        var found = false;
        if (Kind != JsonKind.Object)
            return false;
        foreach (var part in this)
        {
            if (!KeyEquals(part.Key, key, scratch))
                continue;
            value = part.Value;
            found = true;
        }

        return found;
    }

    /// <summary>The element of a number, from the end when it is negative.</summary>
    public bool TryGet(int index, out ReadOnlySpan<byte> value)
    {
        value = default;
        if (Kind != JsonKind.Array)
            return false;
        if (index < 0)
            index += CountParts();
        if (index < 0)
            return false;
        foreach (var part in this)
        {
            if (index-- == 0)
            {
                value = part.Value;
                return true;
            }
        }

        return false;
    }

    private static bool KeyEquals(ReadOnlySpan<byte> quoted, ReadOnlySpan<byte> key, ByteWriter scratch)
    {
        if (!quoted.Contains((byte)'\\'))
            return quoted[1..^1].SequenceEqual(key);
        scratch.Reset();
        JsonParser.Unescape(quoted, scratch);
        return scratch.Written.SequenceEqual(key);
    }

    private static ReadOnlySpan<byte> TrimSpace(ReadOnlySpan<byte> text)
    {
        while (text.Length > 0 && IsSpace(text[0]))
            text = text[1..];
        while (text.Length > 0 && IsSpace(text[^1]))
            text = text[..^1];
        return text;
    }

    private static bool IsSpace(byte c) => c is (byte)' ' or (byte)'\t' or (byte)'\n' or (byte)'\r';

    /// <summary>A member or element: the quoted key, if any, and the text of the value.</summary>
    public readonly ref struct Part(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value)
    {
        public ReadOnlySpan<byte> Key { get; } = key;

        public ReadOnlySpan<byte> Value { get; } = value;
    }

    /// <summary>Walks over the parts of a container.</summary>
    public ref struct PartEnumerator(ReadOnlySpan<byte> text)
    {
        private readonly ReadOnlySpan<byte> _text = text;
        private int _at = 1;

        public Part Current { get; private set; }

        public bool MoveNext()
        {
            SkipSpace();
            if (_at >= _text.Length || _text[_at] is (byte)'}' or (byte)']')
                return false;
            if (_text[_at] == ',')
                _at++;
            SkipSpace();
            ReadOnlySpan<byte> key = default;
            if (_text[0] == '{')
            {
                var start = _at;
                SkipString();
                key = _text[start.._at];
                SkipSpace();
                _at++;
                SkipSpace();
            }

            var value = _at;
            SkipValue();
            Current = new Part(key, TrimSpace(_text[value.._at]));
            return true;
        }

        private void SkipValue()
        {
            var depth = 0;
            while (_at < _text.Length)
            {
                switch (_text[_at])
                {
                    case (byte)'"':
                        SkipString();
                        continue;
                    case (byte)'{' or (byte)'[':
                        depth++;
                        break;
                    case (byte)'}' or (byte)']' when depth == 0:
                        return;
                    case (byte)'}' or (byte)']':
                        depth--;
                        break;
                    case (byte)',' when depth == 0:
                        return;
                }

                _at++;
            }
        }

        private void SkipString()
        {
            _at++;
            while (_text[_at] != '"')
                _at += _text[_at] == '\\' ? 2 : 1;
            _at++;
        }

        private void SkipSpace()
        {
            while (_at < _text.Length && IsSpace(_text[_at]))
                _at++;
        }
    }
}
