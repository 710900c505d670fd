namespace BTreeDb.Tables;

/// <summary>Which modes of table locks go together: PostgreSQL's table, a row of bits for each mode.</summary>
internal static class TableLockConflicts
{
    private static ReadOnlySpan<byte> Rows =>
    [
        0b1000_0000,
        0b1100_0000,
        0b1111_0000,
        0b1111_1000,
        0b1110_1100,
        0b1111_1100,
        0b1111_1110,
        0b1111_1111,
    ];

    /// <summary>Whether two transactions cannot hold these at once.</summary>
    public static bool Between(TableLockStrength one, TableLockStrength other) => (Rows[(int)one] >> (int)other & 1) != 0;

    /// <summary>Whether who holds one mode need not take the other one.</summary>
    public static bool Cover(TableLockStrength held, TableLockStrength wanted) =>
        held >= wanted && (Rows[(int)held] & Rows[(int)wanted]) == Rows[(int)wanted];
}
