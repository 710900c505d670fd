namespace BTreeDb.Catalog.SystemRelations.PgCatalog;

/// <summary>The schemas.</summary>
internal sealed class PgNamespace() : SystemRelation(2615, SystemRelationIndex.CatalogSchema, "pg_namespace",
    "oid oid!, nspname name!, nspowner oid!, nspacl _aclitem")
{
    /// <inheritdoc/>
    public override void Fill(SystemState state, SystemRows rows)
    {
        foreach (var (name, oid) in state.Objects.Schemas)
        {
            var row = rows.Add();
            row["oid"] = Cell.Of(oid);
            row["nspname"] = Cell.Of(name);
            row["nspowner"] = Cell.Of(SystemOids.User);
        }
    }
}
