using System.Collections.Immutable;
using BTreeDb.Catalog;

namespace BTreeDb.Engine.Constraints;

/// <summary>
/// Which checks a transaction has put off, and what SET CONSTRAINTS has said. Immutable, so that a savepoint is the state
/// that was.
/// </summary>
/// <param name="Checks">The checks, in the order in which they were put off.</param>
/// <param name="All">What SET CONSTRAINTS ALL has said, or null.</param>
/// <param name="Modes">What it has said of single constraints since.</param>
internal sealed record DeferredChecks(
    ImmutableList<DeferredCheck> Checks, bool? All, ImmutableDictionary<ObjectId, bool> Modes)
{
    /// <summary>A transaction that has put off nothing.</summary>
    public static DeferredChecks None { get; } = new([], null, ImmutableDictionary<ObjectId, bool>.Empty);

    /// <summary>Whether a constraint's checks are put off now.</summary>
    public bool Defers(ForeignKeySchema key) => key.IsDeferrable && Defers(key.Id, key.IsInitiallyDeferred);

    /// <summary>Whether the checks of a deferrable unique constraint are put off now.</summary>
    public bool Defers(IndexSchema index) => Defers(index.Id, index.IsInitiallyDeferred);

    /// <summary>SET CONSTRAINTS ALL.</summary>
    public DeferredChecks WithAll(bool isDeferred) => this with { All = isDeferred, Modes = Modes.Clear() };

    private bool Defers(ObjectId constraint, bool isInitiallyDeferred) =>
        Modes.TryGetValue(constraint, out var mode) ? mode : All ?? isInitiallyDeferred;

    /// <summary>SET CONSTRAINTS of one constraint.</summary>
    public DeferredChecks With(ObjectId key, bool isDeferred) => this with { Modes = Modes.SetItem(key, isDeferred) };
}
