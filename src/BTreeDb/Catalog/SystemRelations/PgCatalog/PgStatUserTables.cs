namespace BTreeDb.Catalog.SystemRelations.PgCatalog;

/// <summary>The user's tables with their estimated number of rows.</summary>
internal sealed class PgStatUserTables() : SystemRelation(12161, SystemRelationIndex.CatalogSchema, "pg_stat_user_tables",
    "relid oid, schemaname name, relname name, seq_scan int8, seq_tup_read int8, idx_scan int8, "
    + "idx_tup_fetch int8, n_tup_ins int8, n_tup_upd int8, n_tup_del int8, n_tup_hot_upd int8, n_live_tup "
    + "int8, n_dead_tup int8, n_mod_since_analyze int8, n_ins_since_vacuum int8, last_vacuum timestamptz, "
    + "last_autovacuum timestamptz, last_analyze timestamptz, last_autoanalyze timestamptz, vacuum_count "
    + "int8, autovacuum_count int8, analyze_count int8, autoanalyze_count int8", isView: true)
{
    /// <inheritdoc/>
    public override void Fill(SystemState state, SystemRows rows)
    {
        foreach (var relation in state.Objects.Relations)
        {
            if (relation is not { Kind: 'r', Table: { } table })
                continue;
            var row = rows.Add();
            row["relid"] = Cell.Of(relation.Oid);
            row["schemaname"] = Cell.Of(relation.Schema);
            row["relname"] = Cell.Of(relation.Name);
            row["n_live_tup"] = Cell.Of((long)state.Catalog.EstimateRowCount(table.Id));
        }
    }
}
