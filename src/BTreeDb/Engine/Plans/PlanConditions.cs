using System.Collections.Immutable;
using BTreeDb.Engine.Settings;
using BTreeDb.Planning;
using BTreeDb.Types;

namespace BTreeDb.Engine.Plans;

/// <summary>What a plan depends on besides its statement. While all of it stays the same, the plan holds.</summary>
/// <param name="CatalogVersion">The catalog that names were resolved in.</param>
/// <param name="RowCountEpoch">The age of the row counts that costs were estimated by.</param>
/// <param name="Planner">What the planner was allowed.</param>
/// <param name="GivenTypes">The parameter types that the caller gave.</param>
internal sealed record PlanConditions(
    ulong CatalogVersion, int RowCountEpoch, PlannerSettings Planner, ImmutableArray<SqlType> GivenTypes)
{
    /// <summary>The zone and style in which literals were read, where that made a difference.</summary>
    public SessionTimeZone? Zone { get; init; }

    /// <summary>Whether literals were read as they are now.</summary>
    public bool HoldIn(SessionTimeZone zone) => Zone is null || ReferenceEquals(Zone, zone);

    /// <summary>Whether a plan made under these conditions holds under others.</summary>
    public bool Hold(ulong catalogVersion, int rowCountEpoch, PlannerSettings planner, ReadOnlySpan<SqlType> givenTypes) =>
        CatalogVersion == catalogVersion && RowCountEpoch == rowCountEpoch
        && (ReferenceEquals(Planner, planner) || Planner == planner)
        && GivenTypes.AsSpan().SequenceEqual(givenTypes);

    /// <summary>The planner's part of a session's settings.</summary>
    public static PlannerSettings PlannerSettingsOf(SessionSettings settings) => new()
    {
        EnableHashJoin = settings.EnableHashJoin,
        EnableMergeJoin = settings.EnableMergeJoin,
        EnableEagerAggregate = settings.EnableEagerAggregate,
        ParallelScanBytesMin = settings.ParallelScanBytesMin,
        SubplanSharing = settings.SubplanSharing,
        EagerAggregateGroupSizeMin = settings.EagerAggregateGroupSizeMin,
        WorkMemoryBytes = settings.WorkMemoryBytes,
        EnableIndexScan = settings.EnableIndexScan,
        EnableNestedLoopIndex = settings.EnableNestedLoopIndex,
    };

    /// <inheritdoc/>
    public bool Equals(PlanConditions? other) =>
        other is not null && other.Hold(CatalogVersion, RowCountEpoch, Planner, GivenTypes.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = default(HashCode);
        hash.Add(CatalogVersion);
        hash.Add(RowCountEpoch);
        hash.Add(Planner);
        foreach (var type in GivenTypes)
            hash.Add(type);
        return hash.ToHashCode();
    }
}
