namespace BTreeDb.Catalog.SystemRelations.PgCatalog;

/// <summary>Tables, indexes, views and sequences.</summary>
internal sealed class PgClass() : SystemRelation(1259, SystemRelationIndex.CatalogSchema, "pg_class",
    "oid oid!, relname name!, relnamespace oid!, reltype oid!, reloftype oid!, relowner oid!, relam oid!, "
    + "relfilenode oid!, reltablespace oid!, relpages int4!, reltuples float4!, relallvisible int4!, "
    + "reltoastrelid oid!, relhasindex bool!, relisshared bool!, relpersistence char!, relkind char!, "
    + "relnatts int2!, relchecks int2!, relhasrules bool!, relhastriggers bool!, relhassubclass bool!, "
    + "relrowsecurity bool!, relforcerowsecurity bool!, relispopulated bool!, relreplident char!, "
    + "relispartition bool!, relrewrite oid!, relfrozenxid xid!, relminmxid xid!, relacl _aclitem, "
    + "reloptions _text, relpartbound pg_node_tree")
{
    /// <inheritdoc/>
    public override void Fill(SystemState state, SystemRows rows)
    {
        foreach (var relation in state.Objects.Relations)
        {
            var row = rows.Add();
            row["oid"] = Cell.Of(relation.Oid);
            row["relname"] = Cell.Of(relation.Name);
            row["relnamespace"] = Cell.Of(state.Objects.SchemaOid(relation.Schema));
            row["relowner"] = Cell.Of(SystemOids.User);
            row["relam"] = Cell.Of(relation.Kind switch
            {
                'i' => SystemOids.BTreeMethod,
                'r' or 'm' => SystemOids.HeapMethod,
                _ => 0,
            });
            row["relfilenode"] = Cell.Of(relation.Kind == 'v' ? 0 : relation.Oid);
            row["reltuples"] = Cell.OfSingle(TuplesOf(relation, state));
            row["relhasindex"] = Cell.Of(relation.Kind is 'r' or 'm' && state.Objects.HasIndex(relation));
            row["relpersistence"] = Cell.Of(relation.IsTemporary ? "t" : "p");
            row["relkind"] = Cell.Of(relation.Kind.ToString());
            row["relnatts"] = Cell.Of(relation.Kind == 'i' ? relation.Key.Length + relation.IncludedCount : state.ColumnsOf(relation).Length);
            row["relchecks"] = Cell.Of(relation is { Kind: 'r', Table: { } table } ? table.Checks.Length : 0);
            row["relhasrules"] = Cell.Of(relation.Kind == 'v');
            row["relispopulated"] = Cell.Of(relation.IsPopulated);
            row["relreplident"] = Cell.Of(relation is { Kind: 'r' or 'm', IsSystem: false } ? "d" : "n");
        }
    }

    private static float TuplesOf(RelationEntry relation, SystemState state) =>
        relation.Table is { } table ? (float)state.Catalog.EstimateRowCount(table.Id) : 0;
}
