using System.Text;
using BTreeDb.Catalog;
using BTreeDb.Diagnostics;

namespace BTreeDb.Engine.Definitions;

/// <summary>Defaults name sequences in string literals, which change when a sequence gets another name.</summary>
internal static class SequenceTexts
{
    /// <summary>A default with another name for a sequence.</summary>
    public static string Rename(CatalogSnapshot catalog, string sql, SequenceSchema sequence, RelationName to)
    {
        var text = new StringBuilder();
        var next = 0;
        for (var start = sql.IndexOf('\'', StringComparison.Ordinal); start >= 0;)
        {
            var end = EndOfLiteral(sql, start);
            var value = sql[(start + 1)..(end - 1)].Replace("''", "'", StringComparison.Ordinal);
            if (Names(catalog, value, sequence))
            {
                var name = $"{QualifiedText.Quote(to.Schema)}.{QualifiedText.Quote(to.Name)}";
                text.Append(sql, next, start - next);
                text.Append('\'').Append(name.Replace("'", "''", StringComparison.Ordinal)).Append('\'');
                next = end;
            }

            start = end < sql.Length ? sql.IndexOf('\'', end) : -1;
        }

        return text.Append(sql, next, sql.Length - next).ToString();
    }

    private static int EndOfLiteral(string sql, int start)
    {
        for (var i = start + 1; i < sql.Length; i++)
        {
            if (sql[i] != '\'')
                continue;
            if (i + 1 >= sql.Length || sql[i + 1] != '\'')
                return i + 1;
            i++;
        }

        return sql.Length;
    }

    private static bool Names(CatalogSnapshot catalog, string value, SequenceSchema sequence)
    {
        try
        {
            var (schema, name) = QualifiedText.Parse(value);
            return catalog.TryGetSequence(schema, name, out var found) && found.Id == sequence.Id;
        }
        catch (EngineException)
        {
            return false;
        }
    }
}
