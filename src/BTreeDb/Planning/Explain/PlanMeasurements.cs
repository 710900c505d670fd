using BTreeDb.Planning.Physical;

namespace BTreeDb.Planning.Explain;

/// <summary>What EXPLAIN ANALYZE measured of a plan, by node.</summary>
internal sealed class PlanMeasurements
{
    private readonly Dictionary<PhysicalPlan, PlanMeasurement> _ofNodes = new(ReferenceEqualityComparer.Instance);

    /// <summary>The measurement of a node; made when it is asked for first.</summary>
    public PlanMeasurement Of(PhysicalPlan node)
    {
        if (!_ofNodes.TryGetValue(node, out var measurement))
            _ofNodes.Add(node, measurement = new PlanMeasurement());
        return measurement;
    }

    /// <summary>
    /// The measurement of a node, or null when no operator ran it (the inner side of a look-up join).
    /// </summary>
    public PlanMeasurement? Find(PhysicalPlan node) => _ofNodes.GetValueOrDefault(node);
}
