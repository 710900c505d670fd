using System.Runtime.CompilerServices;

namespace BTreeDb.Execution.Operators;

/// <summary>
/// Finds the first row of each key that a key table has just added. Numbers of one batch are not in the order of its rows
/// where hashes collide, so rows are looked at one by one.
/// </summary>
internal sealed class NewKeys
{
    private int[] _firstRows = [];

    /// <summary>
    /// Writes the first rows of numbers from <paramref name="known"/> to <paramref name="total"/> to a target, in the
    /// order of rows, and returns how many there are. The target may be the array behind <paramref name="rows"/>.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int Select(ReadOnlySpan<int> rows, int[] numberOf, int known, int total, int[] target)
    {
        var added = total - known;
        if (_firstRows.Length < added)
            _firstRows = new int[Math.Max(added, rows.Length)];
        Array.Fill(_firstRows, -1, 0, added);
        var count = 0;
        foreach (var row in rows)
        {
            var number = numberOf[row] - known;
            if (number < 0 || _firstRows[number] >= 0)
                continue;
            _firstRows[number] = row;
            target[count++] = row;
        }
        return count;
    }

    /// <summary>After <see cref="Select"/>: the first row of a new number, counted from the first new one.</summary>
    public int FirstRowOf(int added) => _firstRows[added];
}
