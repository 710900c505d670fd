namespace BTreeDb.SqlTest.Running;

/// <summary>A record that did not do what it should.</summary>
/// <param name="Line">The one-based line of the record.</param>
/// <param name="Sql">What was sent; empty where the file itself is at fault.</param>
/// <param name="Expected">What should have come, ready to print.</param>
/// <param name="Actual">What came.</param>
internal sealed record Difference(int Line, string Sql, string Expected, string Actual);
