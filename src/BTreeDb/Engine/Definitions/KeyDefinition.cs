using System.Collections.Immutable;

namespace BTreeDb.Engine.Definitions;

/// <summary>A PRIMARY KEY or UNIQUE constraint of a table that is being created.</summary>
/// <param name="Name">The name that the user gave, or null.</param>
/// <param name="Ordinals">The key columns.</param>
internal sealed record KeyDefinition(string? Name, ImmutableArray<int> Ordinals);
