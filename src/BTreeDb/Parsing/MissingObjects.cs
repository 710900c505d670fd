using System.Text;
using BTreeDb.Diagnostics;

namespace BTreeDb.Parsing;

/// <summary>
/// DROP of a kind of object that there can be none of: the answer is that it does not exist, as in a PostgreSQL database
/// where nobody made one.
/// </summary>
internal static class MissingObjects
{
    /// <summary>The error; null when the statement is no such DROP, or says IF EXISTS.</summary>
    /// <param name="feature">What <see cref="UnsupportedStatements"/> calls the statement.</param>
    /// <param name="tokens">The statement's tokens.</param>
    public static EngineException? Find(string feature, ReadOnlySpan<SqlToken> tokens)
    {
        if (tokens.Length < 3 || tokens[2].Text.Equals("if", StringComparison.OrdinalIgnoreCase))
            return null;
        return feature switch
        {
            "DROP AGGREGATE" =>
                new(SqlState.UndefinedFunction, $"{KindOf(feature)} {CallOf(tokens[2..])} does not exist"),
            "DROP ROLE" or "DROP USER" or "DROP GROUP" => Missing("role", tokens[2]),
            "DROP LANGUAGE" or "DROP TABLESPACE" or "DROP SERVER" or "DROP PUBLICATION"
                or "DROP SUBSCRIPTION" => Missing(KindOf(feature), tokens[2]),
            _ => null,
        };
    }

    private static string KindOf(string feature) => feature["DROP ".Length..].ToLowerInvariant();

    private static EngineException Missing(string kind, SqlToken name) =>
        new(SqlState.UndefinedObject, $"{kind} \"{NameOf(name)}\" does not exist");

    private static string NameOf(SqlToken token) =>
        token.Text.StartsWith('"') ? token.Text.Trim('"') : token.Text.ToLowerInvariant();

    /// <summary>The name with its arguments, up to the closing parenthesis.</summary>
    private static string CallOf(ReadOnlySpan<SqlToken> tokens)
    {
        var text = new StringBuilder();
        foreach (var token in tokens)
        {
            if (token.Type == Antlr4.Runtime.TokenConstants.EOF || token.Text == ";")
                break;
            text.Append(NameOf(token)).Append(token.Text == "," ? " " : "");
            if (token.Text == ")")
                break;
        }

        return text.ToString();
    }
}
