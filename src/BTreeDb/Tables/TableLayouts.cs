using BTreeDb.Catalog;
using BTreeDb.Execution.Vectors;
using BTreeDb.Types;

namespace BTreeDb.Tables;

/// <summary>
/// The layouts of a table's rows. A version of the definition has the columns that had come and had not gone by then, in
/// the order of their numbers, so adding and dropping columns leaves the rows that are there as they are.
/// </summary>
internal static class TableLayouts
{
    /// <summary>The layout of rows that are written now.</summary>
    public static RowLayout Current(TableSchema schema)
    {
        var types = new SqlType[schema.Columns.Length];
        for (var i = 0; i < types.Length; i++)
            types[i] = schema.Columns[i].Type;
        var key = new int[schema.PrimaryKey.Length];
        for (var i = 0; i < key.Length; i++)
            key[i] = schema.PrimaryKey[i].Ordinal;
        return new RowLayout(schema.SchemaVersion, types, key);
    }

    /// <summary>The layouts of earlier versions that rows may still have.</summary>
    public static OlderLayout[] Older(TableSchema schema)
    {
        var older = new OlderLayout[Math.Max(0, schema.SchemaVersion - schema.FirstVersion)];
        for (var i = 0; i < older.Length; i++)
            older[i] = Make(schema, schema.FirstVersion + i);
        return older;
    }

    private static OlderLayout Make(TableSchema schema, int version)
    {
        var there = new List<(int Number, SqlType Type, int Ordinal)>();
        foreach (var column in schema.Columns)
        {
            if (column.AddedInVersion <= version)
                there.Add((column.Number, column.Type, column.Ordinal));
        }

        foreach (var column in schema.Dropped)
        {
            if (column.AddedInVersion <= version && column.DroppedInVersion > version)
                there.Add((column.Number, column.Type, -1));
        }

        there.Sort(static (a, b) => a.Number.CompareTo(b.Number));
        var types = new SqlType[there.Count];
        var places = new int[schema.Columns.Length];
        Array.Fill(places, -1);
        var key = new int[schema.PrimaryKey.Length];
        for (var i = 0; i < types.Length; i++)
        {
            types[i] = there[i].Type;
            if (there[i].Ordinal >= 0)
                places[there[i].Ordinal] = i;
        }

        for (var i = 0; i < key.Length; i++)
            key[i] = places[schema.PrimaryKey[i].Ordinal];
        return new OlderLayout(new RowLayout(version, types, key), places);
    }
}
