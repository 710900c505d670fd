namespace BTreeDb.Catalog.SystemRelations.InformationSchema;

/// <summary>The columns of keys, unique constraints and foreign keys.</summary>
internal sealed class InfoKeyColumnUsage() : SystemRelation(13329, SystemRelationIndex.InformationSchemaName, "key_column_usage",
    "constraint_catalog name, constraint_schema name, constraint_name name, table_catalog name, "
    + "table_schema name, table_name name, column_name name, ordinal_position int4, "
    + "position_in_unique_constraint int4", isView: true)
{
    /// <inheritdoc/>
    public override void Fill(SystemState state, SystemRows rows)
    {
        foreach (var constraint in state.Objects.Constraints)
        {
            if (constraint.Kind is not ('p' or 'u' or 'f'))
                continue;
            for (var i = 0; i < constraint.Columns.Length; i++)
            {
                var row = rows.Add();
                row["constraint_catalog"] = Cell.Of(state.Session.DatabaseName);
                row["constraint_schema"] = Cell.Of(constraint.Table.Schema);
                row["constraint_name"] = Cell.Of(constraint.Name);
                row["table_catalog"] = Cell.Of(state.Session.DatabaseName);
                row["table_schema"] = Cell.Of(constraint.Table.Schema);
                row["table_name"] = Cell.Of(constraint.Table.Name);
                row["column_name"] = Cell.Of(constraint.Table.Columns[constraint.Columns[i]].Name);
                row["ordinal_position"] = Cell.Of(i + 1);
                if (constraint is { Kind: 'f', Index: { } index })
                    row["position_in_unique_constraint"] = Cell.Of(PlaceIn(index, constraint.ReferencedColumns[i]));
            }
        }
    }

    private static long? PlaceIn(RelationEntry index, int column)
    {
        for (var i = 0; i < index.Key.Length; i++)
        {
            if (index.Key[i].Ordinal == column)
                return i + 1;
        }

        return null;
    }
}
