using BTreeDb.Types;

namespace BTreeDb.Catalog;

/// <summary>A sequence: how it counts. Where it stands is kept apart, because that does not belong to a transaction.</summary>
/// <param name="Id">The object id.</param>
/// <param name="SchemaName">The schema that it lives in.</param>
/// <param name="Name">Its name.</param>
/// <param name="State">
/// The id under which its position is kept; a new one for each RESTART, so that taking the statement back takes the
/// restart back.
/// </param>
internal sealed record SequenceSchema(ObjectId Id, string SchemaName, string Name, ObjectId State)
{
    /// <summary>The type that bounds it: smallint, integer or bigint.</summary>
    public SqlType Type { get; init; } = SqlType.BigInt;

    public long Start { get; init; } = 1;

    public long Increment { get; init; } = 1;

    public long Minimum { get; init; } = 1;

    public long Maximum { get; init; } = long.MaxValue;

    public long Cache { get; init; } = 1;

    public bool IsCycle { get; init; }

    /// <summary>The table with whose column it goes; none if the value is 0.</summary>
    public ObjectId OwnerTable { get; init; }

    /// <summary>The number of that column.</summary>
    public int OwnerColumn { get; init; }

    /// <summary>Whether it is inside of an identity column.</summary>
    public bool IsIdentity { get; init; }
}
