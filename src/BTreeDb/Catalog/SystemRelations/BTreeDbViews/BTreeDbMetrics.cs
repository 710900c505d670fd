namespace BTreeDb.Catalog.SystemRelations.BTreeDbViews;

/// <summary>All numbers that the database tells about itself, a row for each.</summary>
internal sealed class BTreeDbMetrics() : SystemRelation(90002, SystemRelationIndex.CatalogSchema, "btreedb_metrics",
    "name text!, value int8!, unit text!, description text!", isView: true)
{
    /// <inheritdoc/>
    public override void Fill(SystemState state, SystemRows rows)
    {
        foreach (var metric in state.Session.Metrics)
        {
            var row = rows.Add();
            row["name"] = Cell.Of(metric.Name);
            row["value"] = Cell.Of(metric.Value);
            row["unit"] = Cell.Of(metric.Unit);
            row["description"] = Cell.Of(metric.Description);
        }
    }
}
