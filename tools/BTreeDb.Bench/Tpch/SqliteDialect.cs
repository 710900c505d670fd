using System.Globalization;
using System.Text.RegularExpressions;

namespace BTreeDb.Bench.Tpch;

/// <summary>What the queries need to be SQLite's: dates are texts there.</summary>
internal static partial class SqliteDialect
{
    /// <summary>Translates a query of <see cref="TpchQueries"/>.</summary>
    public static string Translate(string sql)
    {
        sql = IntervalArithmetic().Replace(sql, static match =>
        {
            var date = DateOnly.ParseExact(match.Groups["date"].Value, "yyyy-MM-dd", CultureInfo.InvariantCulture);
            var amount = int.Parse(match.Groups["sign"].Value + match.Groups["amount"].Value, CultureInfo.InvariantCulture);
            date = match.Groups["unit"].Value switch
            {
                "day" => date.AddDays(amount),
                "month" => date.AddMonths(amount),
                _ => date.AddYears(amount),
            };
            return date.ToString("\\'yyyy-MM-dd\\'", CultureInfo.InvariantCulture);
        });
        sql = DateLiteral().Replace(sql, "$1");
        sql = ExtractYear().Replace(sql, "cast(substr($1, 1, 4) as integer)");
        return Substring().Replace(sql, "substr($1, $2, $3)");
    }

    [GeneratedRegex(@"date '(?<date>[0-9-]+)' (?<sign>[+-]) interval '(?<amount>\d+)' (?<unit>day|month|year)")]
    private static partial Regex IntervalArithmetic();

    [GeneratedRegex(@"date ('[0-9-]+')")]
    private static partial Regex DateLiteral();

    [GeneratedRegex(@"extract\(year from (\w+)\)")]
    private static partial Regex ExtractYear();

    [GeneratedRegex(@"substring\((\w+) from (\d+) for (\d+)\)")]
    private static partial Regex Substring();
}
