using System.Data.Common;

namespace BTreeDb.SqlTests.Fakes;

/// <summary>
/// A provider whose answers stand in a table: what the runner does with them is tested without an engine. An answer is rows
/// of text, a count, or an exception.
/// </summary>
internal sealed class FakeFactory : DbProviderFactory
{
    /// <summary>What each statement does.</summary>
    public Dictionary<string, Func<object>> Answers { get; } = [];

    /// <summary>The statements in the order in which they came, with the connection they came on.</summary>
    public List<string> Log { get; } = [];

    /// <inheritdoc/>
    public override DbConnection CreateConnection() => new FakeConnection(this);
}
