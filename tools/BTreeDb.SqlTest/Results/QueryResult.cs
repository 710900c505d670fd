using System.Data.Common;
using System.Security.Cryptography;
using System.Text;
using BTreeDb.SqlTest.Scripts;

namespace BTreeDb.SqlTest.Results;

/// <summary>The formatted values of a result, row after row.</summary>
internal sealed class QueryResult
{
    private readonly List<string> _values;

    private QueryResult(List<string> values, int columnCount)
    {
        _values = values;
        ColumnCount = columnCount;
    }

    /// <summary>How many columns a row has.</summary>
    public int ColumnCount { get; }

    /// <summary>The values in order.</summary>
    public IReadOnlyList<string> Values => _values;

    /// <summary>How many rows there are.</summary>
    public int RowCount => ColumnCount == 0 ? 0 : _values.Count / ColumnCount;

    /// <summary>Makes a result of values at hand.</summary>
    public static QueryResult Of(int columnCount, params IReadOnlyList<string> values) => new([.. values], columnCount);

    /// <summary>Reads all rows of the reader's current result.</summary>
    /// <param name="reader">The reader, before its first row.</param>
    /// <param name="types">The column letters; as many as the reader has columns.</param>
    public static QueryResult Read(DbDataReader reader, string types)
    {
        var isBoolean = new bool[types.Length];
        for (var i = 0; i < types.Length; i++)
            isBoolean[i] = reader.GetDataTypeName(i) is "boolean" or "bool";

        var values = new List<string>();
        while (reader.Read())
        {
            for (var i = 0; i < types.Length; i++)
            {
                values.Add(reader.IsDBNull(i)
                    ? ValueFormat.Null
                    : ValueFormat.Format(reader.GetString(i), isBoolean[i], types[i]));
            }
        }

        return new(values, types.Length);
    }

    /// <summary>Sorts as the record asks, by the bytes of the formatted values.</summary>
    public void Sort(SortMode mode)
    {
        if (mode == SortMode.ValueSort)
            _values.Sort(string.CompareOrdinal);
        else if (mode == SortMode.RowSort)
            SortRows();
    }

    /// <summary>The line that stands for a long result: <c>N values hashing to MD5</c>.</summary>
    public string HashLine() => $"{_values.Count} values hashing to {Hash()}";

    /// <summary>The result with one line per row, values separated by tabs.</summary>
    public List<string> RowLines()
    {
        var lines = new List<string>(RowCount);
        for (var row = 0; row < RowCount; row++)
            lines.Add(string.Join('\t', _values.GetRange(row * ColumnCount, ColumnCount)));
        return lines;
    }

    // sqllogictest defines MD5; nothing here is about security.
#pragma warning disable CA5351
    private string Hash()
    {
        using var md5 = IncrementalHash.CreateHash(HashAlgorithmName.MD5);
        foreach (var value in _values)
        {
            md5.AppendData(Encoding.ASCII.GetBytes(value));
            md5.AppendData("\n"u8);
        }

        return Convert.ToHexStringLower(md5.GetHashAndReset());
    }
#pragma warning restore CA5351

    private void SortRows()
    {
        if (ColumnCount == 0)
            return;
        var order = new int[RowCount];
        for (var i = 0; i < order.Length; i++)
            order[i] = i;
        Array.Sort(order, CompareRows);

        var sorted = new List<string>(_values.Count);
        foreach (var row in order)
            sorted.AddRange(_values.GetRange(row * ColumnCount, ColumnCount));
        _values.Clear();
        _values.AddRange(sorted);
    }

    private int CompareRows(int left, int right)
    {
        for (var i = 0; i < ColumnCount; i++)
        {
            var order = string.CompareOrdinal(_values[(left * ColumnCount) + i], _values[(right * ColumnCount) + i]);
            if (order != 0)
                return order;
        }

        return 0;
    }
}
