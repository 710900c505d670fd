using BTreeDb.Types;

namespace BTreeDb.Catalog.SystemRelations;

/// <summary>A sequence as <c>pg_sequence</c> lists it.</summary>
internal sealed record SequenceEntry(RelationEntry Relation, SqlType Type)
{
    public ObjectId Id { get; init; }

    public long Start { get; init; } = 1;

    public long Increment { get; init; } = 1;

    public long Minimum { get; init; } = 1;

    public long Maximum { get; init; } = long.MaxValue;

    public long Cache { get; init; } = 1;

    public bool IsCycle { get; init; }

    /// <summary>Whether it is inside an identity column.</summary>
    public bool IsIdentity { get; init; }
}
