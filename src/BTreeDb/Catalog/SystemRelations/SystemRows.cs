using System.Collections.Frozen;
using BTreeDb.Types;

namespace BTreeDb.Catalog.SystemRelations;

/// <summary>The rows of a system relation as they are computed.</summary>
internal sealed class SystemRows
{
    private readonly List<Datum[]> _rows = [];
    private readonly Datum[] _initial;

    /// <summary>Starts without rows.</summary>
    public SystemRows(SystemTableSchema table)
    {
        var ordinals = new Dictionary<string, int>(table.Columns.Length);
        _initial = new Datum[table.Columns.Length];
        foreach (var column in table.Columns)
        {
            ordinals.Add(column.Name, column.Ordinal);
            _initial[column.Ordinal] = column.IsNullable ? Datum.Null : Zero(column.Type);
        }

        Ordinals = ordinals.ToFrozenDictionary();
    }

    /// <summary>What has been added.</summary>
    public IReadOnlyList<Datum[]> All => _rows;

    /// <summary>Where the columns lie.</summary>
    public FrozenDictionary<string, int> Ordinals { get; }

    /// <summary>Adds a row: NULL everywhere, or zero, false and the empty text where a column must have a value.</summary>
    public SystemRow Add()
    {
        var cells = (Datum[])_initial.Clone();
        _rows.Add(cells);
        return new SystemRow(this, cells);
    }

    private static Datum Zero(SqlType type) =>
        type.Physical == PhysicalType.Bytes ? Datum.FromBytes([]) : Datum.FromInt64(0);
}
