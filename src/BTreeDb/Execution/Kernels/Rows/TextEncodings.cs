using System.Security.Cryptography;
using System.Text;
using BTreeDb.Types;

namespace BTreeDb.Execution.Kernels.Rows;

/// <summary>Byte strings as text and in other encodings, and their digests: a list.</summary>
internal static class TextEncodings
{
    // PostgreSQL breaks lines after 76 characters.
    private const int Base64LineLength = 76;

    public static void Encode(CallFrame call)
    {
        var bytes = call.Bytes(0);
        switch (call.Text(1).ToLowerInvariant())
        {
            case "hex":
                ByteaText.WriteHex(call.Writer, bytes);
                break;
            case "base64":
                WriteBase64(call.Writer, bytes);
                break;
            case "escape":
                WriteEscaped(call.Writer, bytes);
                break;
            default:
                throw TextErrors.UnknownEncoding(call.Text(1));
        }

        call.ReturnWritten();
    }

    public static void Decode(CallFrame call)
    {
        switch (call.Text(1).ToLowerInvariant())
        {
            case "hex":
                ByteaText.Parse(call.Writer, [.. "\\x"u8, .. call.Bytes(0)]);
                break;
            case "base64":
                ReadBase64(call.Writer, call.Bytes(0));
                break;
            case "escape":
                ByteaText.ParseEscape(call.Writer, call.Bytes(0));
                break;
            default:
                throw TextErrors.UnknownEncoding(call.Text(1));
        }

        call.ReturnWritten();
    }

    /// <summary>convert_from(bytes, encoding): text in the database's encoding.</summary>
    public static void ConvertFrom(CallFrame call)
    {
        var encoding = Find(call.Text(1), "source");
        try
        {
            var text = encoding.GetString(call.Bytes(0));
            if (text.Contains('\0', StringComparison.Ordinal))
                throw TextErrors.InvalidByteSequence("UTF8");
            call.ReturnText(text);
        }
        catch (DecoderFallbackException)
        {
            throw TextErrors.InvalidByteSequence(NameOf(encoding));
        }
    }

    public static void ConvertTo(CallFrame call)
    {
        var encoding = Find(call.Text(1), "destination");
        try
        {
            call.ReturnBytes(encoding.GetBytes(call.Text(0)));
        }
        catch (EncoderFallbackException)
        {
            throw TextErrors.Untranslatable(NameOf(encoding));
        }
    }

    public static void Sha224(CallFrame call) => call.ReturnBytes(Sha2.Sha224(call.Bytes(0)));

    public static void Sha256(CallFrame call) => call.ReturnBytes(SHA256.HashData(call.Bytes(0)));

    public static void Sha384(CallFrame call) => call.ReturnBytes(SHA384.HashData(call.Bytes(0)));

    public static void Sha512(CallFrame call) => call.ReturnBytes(SHA512.HashData(call.Bytes(0)));

    private static Encoding Find(string name, string role)
    {
        var plain = name.Replace("-", "", StringComparison.Ordinal).Replace("_", "", StringComparison.Ordinal);
        return plain.ToUpperInvariant() switch
        {
            "UTF8" or "UNICODE" => new UTF8Encoding(false, throwOnInvalidBytes: true),
            "LATIN1" or "ISO88591" =>
                Encoding.GetEncoding("iso-8859-1", EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback),
            "SQLASCII" => new UTF8Encoding(false, throwOnInvalidBytes: true),
            _ => throw TextErrors.InvalidEncodingName(name, role),
        };
    }

    private static string NameOf(Encoding encoding) => encoding is UTF8Encoding ? "UTF8" : "LATIN1";

    private static void WriteBase64(ByteWriter writer, ReadOnlySpan<byte> bytes)
    {
        var text = Convert.ToBase64String(bytes);
        for (var i = 0; i < text.Length; i += Base64LineLength)
        {
            if (i > 0)
                writer.Append((byte)'\n');
            foreach (var c in text.AsSpan(i, Math.Min(Base64LineLength, text.Length - i)))
                writer.Append((byte)c);
        }
    }

    private static void ReadBase64(ByteWriter writer, ReadOnlySpan<byte> text)
    {
        var (bits, count, padding) = (0, 0, 0);
        foreach (var c in text)
        {
            if (c is (byte)' ' or (byte)'\t' or (byte)'\n' or (byte)'\r')
                continue;
            if (c == '=')
            {
                padding++;
                continue;
            }

            var value = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"u8.IndexOf(c);
            if (value < 0)
                throw TextErrors.InvalidBase64Symbol((char)c);
            bits = bits << 6 | value;
            if (++count < 4)
                continue;
            writer.Append((byte)(bits >> 16));
            writer.Append((byte)(bits >> 8));
            writer.Append((byte)bits);
            (bits, count) = (0, 0);
        }

        if (count == 0 && padding == 0)
            return;
        if (count + padding != 4 || count < 2)
            throw TextErrors.InvalidBase64();
        bits <<= 6 * (4 - count);
        writer.Append((byte)(bits >> 16));
        if (count == 3)
            writer.Append((byte)(bits >> 8));
    }

    /// <summary>Zero and bytes beyond ASCII as three octal digits after a backslash.</summary>
    private static void WriteEscaped(ByteWriter writer, ReadOnlySpan<byte> bytes)
    {
        foreach (var b in bytes)
        {
            if (b is 0 or >= 0x80)
            {
                writer.Append((byte)'\\');
                writer.Append((byte)('0' + (b >> 6)));
                writer.Append((byte)('0' + ((b >> 3) & 7)));
                writer.Append((byte)('0' + (b & 7)));
                continue;
            }

            if (b == '\\')
                writer.Append(b);
            writer.Append(b);
        }
    }
}
