namespace BTreeDb.Catalog.SystemRelations.PgCatalog;

/// <summary>The labels of enums.</summary>
internal sealed class PgEnum() : SystemRelation(3501, SystemRelationIndex.CatalogSchema, "pg_enum",
    "oid oid!, enumtypid oid!, enumsortorder float4!, enumlabel name!")
{
    /// <inheritdoc/>
    public override void Fill(SystemState state, SystemRows rows)
    {
        foreach (var label in state.Objects.EnumLabels)
        {
            var row = rows.Add();
            row["oid"] = Cell.Of(label.Oid);
            row["enumtypid"] = Cell.Of(label.TypeOid);
            row["enumsortorder"] = Cell.OfSingle(label.Order);
            row["enumlabel"] = Cell.Of(label.Text);
        }
    }
}
