using System.Collections.Immutable;

namespace BTreeDb.Types;

/// <summary>
/// A domain: another type, with constraints that a value must meet when it becomes one of the domain. Its values are
/// those of the base type in every respect, stored and computed with as such.
/// </summary>
internal sealed class DomainType : UserType
{
    public DomainType(uint id, string schemaName, string name, SqlType baseType)
        : base(id, schemaName, name)
    {
        BaseType = baseType;
    }

    private DomainType(DomainType other, string schemaName, string name)
        : base(other.Id, schemaName, name)
    {
        BaseType = other.BaseType;
        IsNotNull = other.IsNotNull;
        DefaultSql = other.DefaultSql;
        Checks = other.Checks;
    }

    /// <summary>The type behind it, maybe a domain, too.</summary>
    public SqlType BaseType { get; }

    /// <summary>Whether NULL is refused.</summary>
    public bool IsNotNull { get; init; }

    /// <summary>The default of columns of this type that have none, in canonical SQL, or null.</summary>
    public string? DefaultSql { get; init; }

    /// <summary>The CHECK constraints in the order of their names.</summary>
    public ImmutableArray<DomainCheck> Checks { get; init; } = [];

    /// <inheritdoc/>
    public override SqlType AsType => BaseType with { User = this };

    /// <inheritdoc/>
    public override UserType Renamed(string schemaName, string name) => new DomainType(this, schemaName, name);

    /// <summary>The same domain with another base type object (an enum that got a label).</summary>
    public DomainType WithBase(SqlType baseType) => new(Id, SchemaName, Name, baseType)
    {
        IsNotNull = IsNotNull,
        DefaultSql = DefaultSql,
        Checks = Checks,
    };

    /// <summary>The same domain with other properties.</summary>
    public DomainType With(bool isNotNull, string? defaultSql, ImmutableArray<DomainCheck> checks) =>
        new(Id, SchemaName, Name, BaseType) { IsNotNull = isNotNull, DefaultSql = defaultSql, Checks = checks };
}
