namespace BTreeDb.SqlTest.Scripts;

/// <summary>The three things a statement may be expected to do.</summary>
internal enum StatementExpectationKind
{
    /// <summary>It succeeds.</summary>
    Ok,

    /// <summary>It succeeds and affects a given number of rows.</summary>
    Count,

    /// <summary>It fails.</summary>
    Error,
}
