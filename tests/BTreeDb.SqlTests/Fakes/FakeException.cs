using System.Data.Common;

namespace BTreeDb.SqlTests.Fakes;

/// <summary>An error with a SQLSTATE.</summary>
internal sealed class FakeException(string sqlState, string message) : DbException(message)
{
    /// <inheritdoc/>
    public override string SqlState => sqlState;
}
