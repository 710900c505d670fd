using System.Globalization;
using BTreeDb.Data;

namespace BTreeDb.Shell.Commands;

/// <summary><c>\copy</c>: COPY with a file of the shell's, or its own input and output.</summary>
internal sealed class ClientCopy(BTreeDbConnection connection, TextWriter output, TextWriter errors, bool isQuiet)
{
    private const long RowsBetweenReports = 100_000;

    /// <summary>Runs <c>{ TABLE [(COLUMNS)] | (QUERY) } { from | to } { 'FILE' | FILE | stdin | stdout } [OPTIONS]</c>.</summary>
    public bool Run(string arguments)
    {
        if (Split(arguments) is not var (what, isFrom, file, options))
        {
            errors.WriteLine("\\copy: parse error: expected TABLE or (QUERY), then from or to, then a file");
            return false;
        }

        var sql = $"COPY {what} {(isFrom ? "FROM STDIN" : "TO STDOUT")} {options}";
        try
        {
            var rows = isFrom ? CopyFrom(sql, file) : CopyTo(sql, file);
            if (!isQuiet)
                output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"COPY {rows}"));
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            errors.WriteLine($"{file}: {e.Message}");
            return false;
        }
    }

    private long CopyFrom(string sql, string file)
    {
        using var stream = file == "stdin" ? Console.OpenStandardInput() : File.OpenRead(file);
        return connection.CopyFrom(sql, stream, new Reports(errors, isQuiet));
    }

    private long CopyTo(string sql, string file)
    {
        output.Flush();
        using var stream = file == "stdout" ? Console.OpenStandardOutput() : File.Create(file);
        return connection.CopyTo(sql, stream, new Reports(errors, isQuiet));
    }

    /// <summary>The pieces of the arguments; null when they are of another form.</summary>
    private static (string What, bool IsFrom, string File, string Options)? Split(string arguments)
    {
        var depth = 0;
        var isQuoted = false;
        for (var i = 0; i < arguments.Length; i++)
        {
            isQuoted ^= arguments[i] == '\'';
            depth += isQuoted ? 0 : arguments[i] == '(' ? 1 : arguments[i] == ')' ? -1 : 0;
            if (isQuoted || depth > 0 || !char.IsWhiteSpace(arguments[i]))
                continue;
            var rest = arguments[(i + 1)..].TrimStart();
            var isFrom = rest.StartsWith("from ", StringComparison.OrdinalIgnoreCase);
            if (!isFrom && !rest.StartsWith("to ", StringComparison.OrdinalIgnoreCase))
                continue;
            rest = rest[(isFrom ? 5 : 3)..].TrimStart();
            var end = rest.StartsWith('\'') ? rest.IndexOf('\'', 1) : rest.IndexOf(' ', StringComparison.Ordinal);
            if (rest.StartsWith('\''))
                return end < 0 ? null : (arguments[..i], isFrom, rest[1..end], rest[(end + 1)..]);
            return rest.Length == 0 ? null : end < 0
                ? (arguments[..i], isFrom, rest, "")
                : (arguments[..i], isFrom, rest[..end], rest[end..]);
        }

        return null;
    }

    /// <summary>Tells now and then how far it has come.</summary>
    private sealed class Reports(TextWriter errors, bool isQuiet) : IProgress<long>
    {
        private long _next = RowsBetweenReports;

        public void Report(long value)
        {
            if (isQuiet || value < _next)
                return;
            errors.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{value} rows"));
            _next = value - (value % RowsBetweenReports) + RowsBetweenReports;
        }
    }
}
