using BTreeDb.Types;

namespace BTreeDb.Catalog.SystemRelations.PgCatalog;

/// <summary>The sequences.</summary>
internal sealed class PgSequences() : SystemRelation(12048, SystemRelationIndex.CatalogSchema, "pg_sequences",
    "schemaname name, sequencename name, sequenceowner name, data_type regtype, start_value int8, "
    + "min_value int8, max_value int8, increment_by int8, cycle bool, cache_size int8, last_value int8", isView: true)
{
    /// <inheritdoc/>
    public override void Fill(SystemState state, SystemRows rows)
    {
        foreach (var sequence in state.Objects.Sequences)
        {
            var row = rows.Add();
            row["schemaname"] = Cell.Of(sequence.Relation.Schema);
            row["sequencename"] = Cell.Of(sequence.Relation.Name);
            row["sequenceowner"] = Cell.Of(state.Session.UserName);
            row["data_type"] = Cell.Of(TypeNames.Of(sequence.Type));
            row["start_value"] = Cell.Of(sequence.Start);
            row["min_value"] = Cell.Of(sequence.Minimum);
            row["max_value"] = Cell.Of(sequence.Maximum);
            row["increment_by"] = Cell.Of(sequence.Increment);
            row["cycle"] = Cell.Of(sequence.IsCycle);
            row["cache_size"] = Cell.Of(sequence.Cache);
            row["last_value"] = Cell.Of(state.Session.LastValueOf(sequence));
        }
    }
}
