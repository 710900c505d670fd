namespace BTreeDb.Binding.Queries;

/// <summary>Functions that return a set of rows.</summary>
internal enum TableFunctionId
{
    /// <summary><c>generate_series(start, stop [, step])</c> over integer, bigint, numeric.</summary>
    GenerateSeries,

    /// <summary><c>unnest(array)</c>.</summary>
    Unnest,
}
