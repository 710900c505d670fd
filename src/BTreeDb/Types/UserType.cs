namespace BTreeDb.Types;

/// <summary>
/// A type that a user has made. Immutable: a change makes another object of the same id. Equality is by id, so that types
/// compare as they did before a label came or a name changed.
/// </summary>
internal abstract class UserType(uint id, string schemaName, string name) : IEquatable<UserType>
{
    /// <summary>The object id.</summary>
    public uint Id { get; } = id;

    /// <summary>The schema that it lives in.</summary>
    public string SchemaName { get; } = schemaName;

    /// <summary>Its name.</summary>
    public string Name { get; } = name;

    /// <summary>The type as columns have it.</summary>
    public abstract SqlType AsType { get; }

    /// <summary>The same type under another name.</summary>
    public abstract UserType Renamed(string schemaName, string name);

    /// <inheritdoc/>
    public bool Equals(UserType? other) => other is not null && other.Id == Id;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as UserType);

    /// <inheritdoc/>
    public override int GetHashCode() => (int)Id;
}
