namespace BTreeDb.Catalog.SystemRelations.PgCatalog;

/// <summary>What is particular to indexes.</summary>
internal sealed class PgIndex() : SystemRelation(2610, SystemRelationIndex.CatalogSchema, "pg_index",
    "indexrelid oid!, indrelid oid!, indnatts int2!, indnkeyatts int2!, indisunique bool!, "
    + "indnullsnotdistinct bool!, indisprimary bool!, indisexclusion bool!, indimmediate bool!, "
    + "indisclustered bool!, indisvalid bool!, indcheckxmin bool!, indisready bool!, indislive bool!, "
    + "indisreplident bool!, indkey int2vector!, indcollation oidvector!, indclass oidvector!, indoption "
    + "int2vector!, indexprs pg_node_tree, indpred pg_node_tree")
{
    /// <inheritdoc/>
    public override void Fill(SystemState state, SystemRows rows)
    {
        foreach (var relation in state.Objects.Relations)
        {
            if (relation is not { Kind: 'i', Table: { } table })
                continue;
            var row = rows.Add();
            row["indexrelid"] = Cell.Of(relation.Oid);
            row["indrelid"] = Cell.Of(SystemOids.Of(table.Id));
            row["indnatts"] = Cell.Of(relation.Key.Length + relation.IncludedCount);
            row["indnkeyatts"] = Cell.Of(relation.Key.Length);
            row["indisunique"] = Cell.Of(relation.IsUnique);
            row["indisprimary"] = Cell.Of(relation.IsPrimaryKey);
            row["indimmediate"] = Cell.Of(relation.Index is not { IsDeferrable: true });
            row["indisvalid"] = Cell.Of(true);
            row["indisready"] = Cell.Of(true);
            row["indislive"] = Cell.Of(true);
            row["indkey"] = Cell.Of(state.IndexAttributes(relation));
            row["indoption"] = Cell.Of(OptionsOf(relation));
            row["indcollation"] = Cell.Of(string.Join(' ', new int[relation.Key.Length]));
            row["indclass"] = Cell.Of(string.Join(' ', new int[relation.Key.Length]));
            row["indnullsnotdistinct"] = Cell.Of(relation.NullsAreEqual);
            row["indexprs"] = Cell.Of(state.Session.ExpressionsText(relation));
            row["indpred"] = Cell.Of(state.Session.PredicateText(relation));
        }
    }

    /// <summary>A bit for descending, one for nulls first.</summary>
    private static string OptionsOf(RelationEntry index)
    {
        var options = new int[index.Key.Length];
        for (var i = 0; i < options.Length; i++)
            options[i] = (index.Key[i].Descending ? 1 : 0) | (index.Key[i].NullsFirst ? 2 : 0);
        return string.Join(' ', options);
    }
}
