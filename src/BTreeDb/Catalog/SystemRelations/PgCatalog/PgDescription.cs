namespace BTreeDb.Catalog.SystemRelations.PgCatalog;

/// <summary>Comments on objects.</summary>
internal sealed class PgDescription() : SystemRelation(2609, SystemRelationIndex.CatalogSchema, "pg_description",
    "objoid oid!, classoid oid!, objsubid int4!, description text!")
{
    /// <inheritdoc/>
    public override void Fill(SystemState state, SystemRows rows)
    {
        foreach (var comment in state.Objects.Comments)
        {
            var row = rows.Add();
            row["objoid"] = Cell.Of(comment.ObjectOid);
            row["classoid"] = Cell.Of(comment.ClassOid);
            row["objsubid"] = Cell.Of(comment.SubId);
            row["description"] = Cell.Of(comment.Text);
        }
    }
}
