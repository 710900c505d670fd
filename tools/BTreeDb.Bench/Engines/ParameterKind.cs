namespace BTreeDb.Bench.Engines;

/// <summary>The types that workloads bind.</summary>
internal enum ParameterKind
{
    /// <summary>A 32-bit integer.</summary>
    Int32,

    /// <summary>A 64-bit integer.</summary>
    Int64,

    /// <summary>A double.</summary>
    Double,

    /// <summary>Text.</summary>
    Text,

    /// <summary>An exact number; SQLite has none and takes a double.</summary>
    Decimal,

    /// <summary>A date; SQLite has none and takes its text.</summary>
    Date,
}
