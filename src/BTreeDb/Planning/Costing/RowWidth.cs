using System.Collections.Immutable;
using BTreeDb.Binding;
using BTreeDb.Catalog;
using BTreeDb.Types;

namespace BTreeDb.Planning.Costing;

/// <summary>How many bytes a row takes, guessed from the types of its columns.</summary>
internal static class RowWidth
{
    private const double Overhead = 16;
    private const double Variable = 24;

    /// <summary>The bytes of a row of a table.</summary>
    public static double Of(TableSchema table)
    {
        var bytes = Overhead;
        foreach (var column in table.Columns)
            bytes += Of(column.Type.Physical);
        return bytes;
    }

    /// <summary>The bytes of a row of a plan.</summary>
    public static double Of(ImmutableArray<BoundColumnDefinition> columns)
    {
        var bytes = Overhead;
        foreach (var column in columns)
            bytes += Of(column.Type.Physical);
        return bytes;
    }

    private static double Of(PhysicalType type) => KeyEncoding.WidthOf(type) is > 0 and var width ? width : Variable;
}
