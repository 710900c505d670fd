using System.Data.Common;
using System.Text.RegularExpressions;

namespace BTreeDb.SqlTest.Scripts;

/// <summary>
/// What may follow <c>error</c>: nothing (any error), five characters of a SQLSTATE, or a regular expression that the
/// message must match. An internal error (class XX) is a bug of the engine and matches only when it is named.
/// </summary>
internal sealed partial class ErrorPattern
{
    private readonly string? _sqlState;
    private readonly Regex? _message;

    private ErrorPattern(string? sqlState, Regex? message)
    {
        _sqlState = sqlState;
        _message = message;
    }

    /// <summary>Reads the rest of the line after <c>error</c>.</summary>
    /// <exception cref="ArgumentException">The text is no regular expression.</exception>
    public static ErrorPattern Parse(string text)
    {
        text = text.Trim();
        if (text.Length == 0)
            return new(null, null);
        return SqlStateSyntax().IsMatch(text)
            ? new(text, null)
            : new(null, new Regex(text, RegexOptions.CultureInvariant, TimeSpan.FromSeconds(5)));
    }

    /// <summary>Whether the error is one that the record expects.</summary>
    public bool Matches(DbException error)
    {
        if (_sqlState is not null)
            return error.SqlState == _sqlState;
        if (error.SqlState is { } state && state.StartsWith("XX", StringComparison.Ordinal))
            return false;
        return _message is null || _message.IsMatch(error.Message);
    }

    /// <inheritdoc/>
    public override string ToString() =>
        _sqlState is not null ? $"error {_sqlState}" : _message is not null ? $"error matching {_message}" : "error";

    [GeneratedRegex("^[0-9A-Z]{5}$", RegexOptions.CultureInvariant)]
    private static partial Regex SqlStateSyntax();
}
