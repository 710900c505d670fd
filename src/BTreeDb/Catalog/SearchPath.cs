using System.Collections.Immutable;

namespace BTreeDb.Catalog;

/// <summary>The schemas in which names without one are looked up, in order. Equal by content.</summary>
internal sealed class SearchPath : IEquatable<SearchPath>
{
    /// <summary>The name under which each session knows its own temporary schema.</summary>
    public const string TemporaryAlias = "pg_temp";

    private readonly ImmutableArray<string> _lookup;

    /// <summary>Makes a path.</summary>
    /// <param name="schemas">The schemas of the setting; those that do not exist are passed over.</param>
    /// <param name="temporary">The session's temporary schema, or null as long as it has none.</param>
    public SearchPath(ImmutableArray<string> schemas, string? temporary)
    {
        Schemas = schemas;
        Temporary = temporary;
        var lookup = ImmutableArray.CreateBuilder<string>(schemas.Length + 1);
        if (temporary is not null && !schemas.Contains(TemporaryAlias))
            lookup.Add(temporary);
        foreach (var schema in schemas)
        {
            if (Resolve(schema) is { } name)
                lookup.Add(name);
        }

        _lookup = lookup.ToImmutable();
    }

    /// <summary>Only the schema "public".</summary>
    public static SearchPath Default { get; } = new([CatalogSnapshot.DefaultSchema], null);

    /// <summary>The schemas of the setting.</summary>
    public ImmutableArray<string> Schemas { get; }

    /// <summary>The session's temporary schema, or null.</summary>
    public string? Temporary { get; }

    /// <summary>All schemas in the order of looking up; the temporary one comes first unless the setting names it.</summary>
    public ImmutableArray<string> Lookup => _lookup;

    /// <summary>The schema that a name in SQL means: the session's own behind <c>pg_temp</c>, null where it has none.</summary>
    public string? Resolve(string schema) => schema == TemporaryAlias ? Temporary : schema;

    /// <inheritdoc/>
    public bool Equals(SearchPath? other) =>
        ReferenceEquals(this, other)
        || (other is not null && other.Temporary == Temporary && other.Schemas.AsSpan().SequenceEqual(Schemas.AsSpan()));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as SearchPath);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = default(HashCode);
        hash.Add(Temporary);
        foreach (var schema in Schemas)
            hash.Add(schema);
        return hash.ToHashCode();
    }
}
