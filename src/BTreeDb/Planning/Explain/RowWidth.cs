using BTreeDb.Planning.Physical;
using BTreeDb.Types;

namespace BTreeDb.Planning.Explain;

/// <summary>The bytes that a row of a plan is expected to have, as PostgreSQL guesses them from types.</summary>
internal static class RowWidth
{
    private const int Variable = 32;

    /// <summary>The width of a plan's rows.</summary>
    public static int Of(PhysicalPlan plan)
    {
        var width = 0;
        foreach (var column in plan.Columns)
            width += Of(column.Type);
        return width;
    }

    private static int Of(SqlType type) => type.Physical switch
    {
        PhysicalType.Boolean => 1,
        PhysicalType.Int16 => 2,
        PhysicalType.Int32 or PhysicalType.Single => 4,
        PhysicalType.Int64 or PhysicalType.Double => 8,
        PhysicalType.Uuid or PhysicalType.Interval => 16,
        PhysicalType.Bytes when type.Id is TypeId.VarChar or TypeId.Char && type.Modifier is >= 0 and < Variable => type.Modifier + 4,
        _ => Variable,
    };
}
