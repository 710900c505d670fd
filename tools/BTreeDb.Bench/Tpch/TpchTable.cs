using System.Text;
using BTreeDb.Bench.Engines;

namespace BTreeDb.Bench.Tpch;

/// <summary>A table of TPC-H.</summary>
/// <param name="Name">Its name.</param>
/// <param name="PrimaryKey">The key's columns.</param>
/// <param name="Columns">Names, and the kinds of their values.</param>
/// <param name="Rows">The rows at a scale.</param>
internal sealed record TpchTable(
    string Name, string PrimaryKey, (string Name, ParameterKind Kind)[] Columns, Func<double, IEnumerable<string[]>> Rows)
{
    /// <summary>The CREATE TABLE of an engine. DuckDB scans; a key would only cost it time.</summary>
    public string Definition(EngineKind engine)
    {
        var sql = new StringBuilder("CREATE TABLE ").Append(Name).Append(" (");
        foreach (var (name, kind) in Columns)
        {
            sql.Append(name).Append(' ').Append(TpchSchema.TypeFor(engine, kind));
            if (engine == EngineKind.Sqlite && name == PrimaryKey)
                sql.Append(" PRIMARY KEY");
            sql.Append(" NOT NULL, ");
        }

        if (engine is not EngineKind.DuckDb && !(engine == EngineKind.Sqlite && !PrimaryKey.Contains(',', StringComparison.Ordinal)))
            sql.Append("PRIMARY KEY (").Append(PrimaryKey).Append(')');
        else
            sql.Length -= 2;
        return sql.Append(')').ToString();
    }
}
