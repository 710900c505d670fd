using BTreeDb.Types;

namespace BTreeDb.Engine.Copying;

/// <summary>Reads records of a COPY stream in either format.</summary>
internal sealed class CopyReader(CopyLines lines, CopyFormat format)
{
    private static ReadOnlySpan<byte> EndMark => "\\."u8;

    /// <summary>The number of the last line.</summary>
    public int Line => lines.Number;

    /// <summary>The next record; false at the end.</summary>
    public bool TryRead(CopyFields fields)
    {
        fields.Clear();
        if (!lines.TryRead(out var line) || line.SequenceEqual(EndMark))
            return false;
        if (format.IsCsv)
            ReadCsv(line, fields);
        else
            ReadText(line, fields);
        return true;
    }

    private void ReadText(ReadOnlySpan<byte> line, CopyFields fields)
    {
        while (true)
        {
            var rest = ReadTextField(line, fields, out var length);
            fields.End(line[..length].SequenceEqual(format.Null));
            if (rest < 0)
                return;
            line = line[rest..];
        }
    }

    /// <summary>Reads up to a delimiter. Returns where the next value begins, or -1 at the end of the line.</summary>
    /// <param name="line">The rest of the line.</param>
    /// <param name="fields">Takes the value.</param>
    /// <param name="length">The length of the value as it is written.</param>
    private int ReadTextField(ReadOnlySpan<byte> line, CopyFields fields, out int length)
    {
        for (var i = 0; i < line.Length;)
        {
            var run = line[i..].IndexOfAny(format.Delimiter, (byte)'\\');
            if (run < 0)
            {
                fields.Bytes.Append(line[i..]);
                break;
            }

            fields.Bytes.Append(line.Slice(i, run));
            i += run;
            if (line[i] == format.Delimiter)
            {
                length = i;
                return i + 1;
            }

            i = TextEscape.Read(line, i + 1, fields.Bytes);
        }

        length = line.Length;
        return -1;
    }

    private void ReadCsv(ReadOnlySpan<byte> line, CopyFields fields)
    {
        var at = 0;
        while (true)
        {
            var wasQuoted = false;
            while (at < line.Length && line[at] != format.Delimiter)
            {
                if (line[at] == format.Quote)
                {
                    wasQuoted = true;
                    at = ReadQuoted(ref line, at + 1, fields.Bytes);
                }
                else
                {
                    fields.Bytes.Append(line[at++]);
                }
            }

            fields.End(IsCsvNull(fields, wasQuoted));
            if (at >= line.Length)
                return;
            at++;
        }
    }

    private bool IsCsvNull(CopyFields fields, bool wasQuoted)
    {
        var place = fields.Count;
        if (format.ForceNotNull.Contains(place) && !(wasQuoted && format.ForceNull.Contains(place)))
            return false;
        return (!wasQuoted || format.ForceNull.Contains(place)) && fields.Current.SequenceEqual(format.Null);
    }

    /// <summary>Reads to the closing quote, over the ends of lines. Returns where to go on.</summary>
    private int ReadQuoted(ref ReadOnlySpan<byte> line, int at, ByteWriter target)
    {
        while (true)
        {
            if (at >= line.Length)
            {
                if (!lines.TryRead(out line))
                    throw CopyErrors.Bad("unterminated CSV quoted field");
                target.Append((byte)'\n');
                at = 0;
                continue;
            }

            var unit = line[at];
            if (unit == format.Escape && at + 1 < line.Length && (line[at + 1] == format.Quote || line[at + 1] == format.Escape))
            {
                target.Append(line[at + 1]);
                at += 2;
            }
            else if (unit == format.Quote)
            {
                return at + 1;
            }
            else
            {
                target.Append(unit);
                at++;
            }
        }
    }
}
