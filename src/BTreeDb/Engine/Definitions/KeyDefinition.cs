using System.Collections.Immutable;
using BTreeDb.Parsing.Syntax.Definitions;

namespace BTreeDb.Engine.Definitions;

/// <summary>A PRIMARY KEY or UNIQUE constraint of a table that is being created.</summary>
/// <param name="Name">The name that the user gave, or null.</param>
/// <param name="Ordinals">The key columns.</param>
internal sealed record KeyDefinition(string? Name, ImmutableArray<int> Ordinals)
{
    /// <summary>The columns of INCLUDE.</summary>
    public ImmutableArray<int> Included { get; init; } = [];

    /// <summary>Whether it is a primary key, deferrable then.</summary>
    public bool IsPrimary { get; init; }

    /// <summary>NULLS NOT DISTINCT.</summary>
    public bool NullsNotDistinct { get; init; }

    /// <summary>DEFERRABLE and INITIALLY DEFERRED.</summary>
    public ConstraintTiming Timing { get; init; }

    /// <summary>Whether it is checked after statements, or at the commit.</summary>
    public bool IsDeferrable => Timing.Deferrable ?? Timing.InitiallyDeferred ?? false;
}
