using System.Globalization;
using BTreeDb.Bench.Engines;

namespace BTreeDb.Bench.Running;

/// <summary>Tells whether all engines read the same.</summary>
internal sealed class ResultComparison(string workload)
{
    private string? _checksum;
    private string[]? _rows;
    private EngineKind _first;

    /// <summary>The first difference found; null while there is none.</summary>
    public string? Difference { get; private set; }

    /// <summary>Forgets the results, before a new round: data may have changed.</summary>
    public void BeginRound() => _rows = null;

    /// <summary>Compares a result with the first one of the round.</summary>
    public void Add(EngineKind kind, string checksum, string rowsFile)
    {
        var rows = rowsFile.Length == 0 ? [] : File.ReadAllLines(rowsFile);
        if (_rows is null)
        {
            (_checksum, _rows, _first) = (checksum, rows, kind);
            return;
        }

        var others = $"{EngineFactory.NameOf(_first)} and {EngineFactory.NameOf(kind)}";
        if (checksum != _checksum)
            Difference ??= $"the checksums of {others} differ";
        if (rows.Length != _rows.Length)
            Difference ??= $"{workload} has {_rows.Length} and {rows.Length} rows on {others}";
        for (var i = 0; Difference is null && i < rows.Length; i++)
        {
            if (rows[i] != _rows[i] && !AreClose(rows[i], _rows[i]))
                Difference = $"row {i} of {others}: {_rows[i]} and {rows[i]}";
        }
    }

    /// <summary>Whether rows differ only by errors of floating-point sums, which engines without exact numbers make.</summary>
    private static bool AreClose(string left, string right)
    {
        var (a, b) = (left.Split('|'), right.Split('|'));
        if (a.Length != b.Length)
            return false;
        for (var i = 0; i < a.Length; i++)
        {
            if (a[i] == b[i])
                continue;
            if (!TryParse(a[i], out var x) || !TryParse(b[i], out var y) || Math.Abs(x - y) > 1e-9 * Math.Abs(x))
                return false;
        }

        return true;
    }

    private static bool TryParse(string text, out double number) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number);
}
