using System.Collections.Immutable;
using BTreeDb.Catalog;
using BTreeDb.Diagnostics;

namespace BTreeDb.Engine.Settings;

/// <summary>The setting search_path: its text, and the schemas that it names.</summary>
internal sealed class SearchPathSetting
{
    private SearchPathSetting(string text, ImmutableArray<string> schemas)
    {
        Text = text;
        Schemas = schemas;
    }

    /// <summary>What sessions start with.</summary>
    public static SearchPathSetting Default { get; } = new("\"$user\", public", SearchPath.Default.Schemas);

    /// <summary>The text as it was set.</summary>
    public string Text { get; }

    /// <summary>The schemas in order. The user has none of his own.</summary>
    public ImmutableArray<string> Schemas { get; }

    /// <summary>Reads a list of names; 22023 where it is none.</summary>
    public static SearchPathSetting Read(string text)
    {
        if (text == Default.Text)
            return Default;
        var schemas = ImmutableArray.CreateBuilder<string>();
        var rest = text.AsSpan().Trim();
        while (!rest.IsEmpty)
        {
            var name = ReadName(ref rest, text);
            if (name is not ("$user" or ""))
                schemas.Add(name);
            rest = rest.TrimStart();
            if (rest.IsEmpty)
                break;
            if (rest[0] != ',')
                throw Invalid(text);
            rest = rest[1..].TrimStart();
            if (rest.IsEmpty)
                throw Invalid(text);
        }

        return new SearchPathSetting(text, schemas.ToImmutable());
    }

    private static string ReadName(ref ReadOnlySpan<char> rest, string text)
    {
        if (rest[0] != '"')
        {
            var length = rest.IndexOfAny(',', ' ');
            var plain = length < 0 ? rest : rest[..length];
            rest = rest[plain.Length..];
            return plain.IsEmpty ? throw Invalid(text) : plain.ToString().ToLowerInvariant();
        }

        var name = new System.Text.StringBuilder();
        for (var i = 1; i < rest.Length; i++)
        {
            if (rest[i] != '"')
            {
                name.Append(rest[i]);
                continue;
            }

            if (i + 1 < rest.Length && rest[i + 1] == '"')
            {
                name.Append('"');
                i++;
                continue;
            }

            rest = rest[(i + 1)..];
            return name.ToString();
        }

        throw Invalid(text);
    }

    private static EngineException Invalid(string text) =>
        new(SqlState.InvalidParameterValue, $"invalid value for parameter \"search_path\": \"{text}\"")
        {
            Detail = "List syntax is invalid.",
        };
}
