using System.Collections.Immutable;
using System.Text;
using BTreeDb.Catalog;
using BTreeDb.Execution.Vectors;
using BTreeDb.Types;

namespace BTreeDb.Tables;

/// <summary>Prints rows and keys for the details of errors, as PostgreSQL does: long values are cut.</summary>
internal static class RowText
{
    private const int ValueBytesMax = 64;

    /// <summary><c>(1, abc, null)</c>.</summary>
    public static string OfRow(ReadOnlySpan<ColumnVector> columns, int row, SessionTimeZone zone)
    {
        var text = new StringBuilder("(");
        for (var i = 0; i < columns.Length; i++)
        {
            if (i > 0)
                text.Append(", ");
            Append(text, columns[i], row, zone, ValueBytesMax);
        }

        return text.Append(')').ToString();
    }

    /// <summary><c>(a, b)=(1, abc)</c>.</summary>
    public static string OfKey(
        TableSchema table, ImmutableArray<IndexColumn> key, ReadOnlySpan<ColumnVector> columns, int row, SessionTimeZone zone)
    {
        var text = new StringBuilder("(");
        for (var i = 0; i < key.Length; i++)
            text.Append(i > 0 ? ", " : "").Append(table.Columns[key[i].Ordinal].Name);
        text.Append(")=(");
        for (var i = 0; i < key.Length; i++)
        {
            text.Append(i > 0 ? ", " : "");
            Append(text, columns[key[i].Ordinal], row, zone, int.MaxValue);
        }

        return text.Append(')').ToString();
    }

    private static string NameOf(TableSchema table, in IndexColumn column) =>
        table.KeyOrdinal(column) is var ordinal and >= 0 ? table.Columns[ordinal].Name : column.Expression!.Sql;

    /// <summary>As <see cref="OfKey"/>, from the encoded entry of an index.</summary>
    public static string OfEncodedKey(TableSchema table, TableIndex index, ReadOnlySpan<byte> key, SessionTimeZone zone)
    {
        var names = new StringBuilder("(");
        var values = new StringBuilder(")=(");
        for (var i = 0; i < index.Columns.Length; i++)
        {
            var value = KeyEncoding.Read(key, index.Columns[i], out var length);
            key = key[length..];
            var column = index.Schema.Columns[i];
            names.Append(i > 0 ? ", " : "").Append(NameOf(table, column));
            values.Append(i > 0 ? ", " : "")
                .Append(value.IsNull ? "null" : !index.Columns[i].IsReadable ? "..." : TextOutput.Format(value, index.Columns[i].Type, zone));
        }

        return names.Append(values).Append(')').ToString();
    }

    /// <summary><c>(a, b)=(1, x)</c> of a clustered key's bytes.</summary>
    public static string OfEncodedRowKey(Table table, ReadOnlySpan<byte> key, SessionTimeZone zone)
    {
        var names = new StringBuilder("(");
        var values = new StringBuilder(")=(");
        for (var i = 0; i < table.Key.Length; i++)
        {
            var value = KeyEncoding.Read(key, table.Key[i], out var length);
            key = key[length..];
            names.Append(i > 0 ? ", " : "").Append(table.Schema.Columns[table.Schema.PrimaryKey[i].Ordinal].Name);
            values.Append(i > 0 ? ", " : "")
                .Append(!table.Key[i].IsReadable ? "..." : TextOutput.Format(value, table.Key[i].Type, zone));
        }

        return names.Append(values).Append(')').ToString();
    }

    private static void Append(StringBuilder text, ColumnVector vector, int row, SessionTimeZone zone, int bytesMax)
    {
        var value = vector.GetDatum(row);
        if (value.IsNull)
        {
            text.Append("null");
            return;
        }

        var writer = new ByteWriter();
        TextOutput.Write(writer, value, vector.Type, zone);
        ReadOnlySpan<byte> bytes = writer.Written;
        if (bytes.Length <= bytesMax)
        {
            text.Append(Encoding.UTF8.GetString(bytes));
            return;
        }

        var length = bytesMax;
        while (length > 0 && (bytes[length] & 0xC0) == 0x80)
            length--;
        text.Append(Encoding.UTF8.GetString(bytes[..length])).Append("...");
    }
}
