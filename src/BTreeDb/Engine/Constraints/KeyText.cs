using System.Collections.Immutable;
using BTreeDb.Catalog;
using BTreeDb.Types;

namespace BTreeDb.Engine.Constraints;

/// <summary>Prints keys for the details of errors.</summary>
internal static class KeyText
{
    /// <summary><c>(a, b)=(1, x)</c>.</summary>
    public static string Of(TableSchema table, ImmutableArray<int> ordinals, Datum[] values, SessionTimeZone zone)
    {
        var names = new string[values.Length];
        var texts = new string[values.Length];
        for (var i = 0; i < values.Length; i++)
        {
            var column = table.Columns[ordinals[i]];
            names[i] = column.Name;
            texts[i] = TextOutput.Format(values[i], column.Type, zone);
        }

        return $"({string.Join(", ", names)})=({string.Join(", ", texts)})";
    }
}
