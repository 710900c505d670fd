namespace BTreeDb.Catalog.SystemRelations.PgCatalog;

/// <summary>How sequences count.</summary>
internal sealed class PgSequence() : SystemRelation(2224, SystemRelationIndex.CatalogSchema, "pg_sequence",
    "seqrelid oid!, seqtypid oid!, seqstart int8!, seqincrement int8!, seqmax int8!, seqmin int8!, "
    + "seqcache int8!, seqcycle bool!")
{
    /// <inheritdoc/>
    public override void Fill(SystemState state, SystemRows rows)
    {
        foreach (var sequence in state.Objects.Sequences)
        {
            var row = rows.Add();
            row["seqrelid"] = Cell.Of(sequence.Relation.Oid);
            row["seqtypid"] = Cell.Of(SystemTypes.OidOf(sequence.Type));
            row["seqstart"] = Cell.Of(sequence.Start);
            row["seqincrement"] = Cell.Of(sequence.Increment);
            row["seqmax"] = Cell.Of(sequence.Maximum);
            row["seqmin"] = Cell.Of(sequence.Minimum);
            row["seqcache"] = Cell.Of(sequence.Cache);
            row["seqcycle"] = Cell.Of(sequence.IsCycle);
        }
    }
}
