namespace BTreeDb.Catalog.SystemRelations.PgCatalog;

/// <summary>The defaults of columns.</summary>
internal sealed class PgAttrdef() : SystemRelation(2604, SystemRelationIndex.CatalogSchema, "pg_attrdef",
    "oid oid!, adrelid oid!, adnum int2!, adbin pg_node_tree!")
{
    /// <inheritdoc/>
    public override void Fill(SystemState state, SystemRows rows)
    {
        foreach (var relation in state.Objects.Relations)
        {
            if (relation.Kind != 'r' || relation.Table is not { } table)
                continue;
            foreach (var column in table.Columns)
            {
                if (state.Session.DefaultText(table, column) is not { } text)
                    continue;
                var row = rows.Add();
                row["oid"] = Cell.Of(SystemOids.OfDefault(table.Id, SystemOids.AttributeOf(column)));
                row["adrelid"] = Cell.Of(relation.Oid);
                row["adnum"] = Cell.Of(SystemOids.AttributeOf(column));
                row["adbin"] = Cell.Of(text);
            }
        }
    }
}
