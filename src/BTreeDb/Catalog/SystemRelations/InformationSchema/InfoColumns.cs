using System.Globalization;

namespace BTreeDb.Catalog.SystemRelations.InformationSchema;

/// <summary>The columns of tables and views.</summary>
internal sealed class InfoColumns() : SystemRelation(13295, SystemRelationIndex.InformationSchemaName, "columns",
    "table_catalog name, table_schema name, table_name name, column_name name, ordinal_position int4, "
    + "column_default varchar, is_nullable varchar, data_type varchar, character_maximum_length int4, "
    + "character_octet_length int4, numeric_precision int4, numeric_precision_radix int4, numeric_scale "
    + "int4, datetime_precision int4, interval_type varchar, interval_precision int4, character_set_catalog "
    + "name, character_set_schema name, character_set_name name, collation_catalog name, collation_schema "
    + "name, collation_name name, domain_catalog name, domain_schema name, domain_name name, udt_catalog "
    + "name, udt_schema name, udt_name name, scope_catalog name, scope_schema name, scope_name name, "
    + "maximum_cardinality int4, dtd_identifier name, is_self_referencing varchar, is_identity varchar, "
    + "identity_generation varchar, identity_start varchar, identity_increment varchar, identity_maximum "
    + "varchar, identity_minimum varchar, identity_cycle varchar, is_generated varchar, "
    + "generation_expression varchar, is_updatable varchar", isView: true)
{
    /// <inheritdoc/>
    public override void Fill(SystemState state, SystemRows rows)
    {
        foreach (var relation in state.Objects.Relations)
        {
            if (relation.Kind is not ('r' or 'v'))
                continue;
            var isUpdatable = relation.Kind == 'r' || state.Session.IsUpdatable(relation);
            foreach (var column in state.ColumnsOf(relation))
                Add(state, relation, column, isUpdatable, rows.Add());
        }
    }

    private static void Add(SystemState state, RelationEntry relation, ColumnSchema column, bool isUpdatable, SystemRow row)
    {
        var number = SystemOids.AttributeOf(column);
        var database = Cell.Of(state.Session.DatabaseName);
        row["table_catalog"] = database;
        row["table_schema"] = Cell.Of(relation.Schema);
        row["table_name"] = Cell.Of(relation.Name);
        row["column_name"] = Cell.Of(column.Name);
        row["ordinal_position"] = Cell.Of(number);
        row["is_nullable"] = Cell.YesOrNo(column.IsNullable && column.Type.Domain is not { IsNotNull: true });
        if (!ColumnFacts.IsGenerated(column) && column.DefaultSql is not null && relation.Table is { } table)
            row["column_default"] = Cell.Of(state.Session.DefaultText(table, column));
        new TypeAttributes(column.Type.Domain?.BaseType ?? column.Type).Write(row, state, database);
        if (column.Type.Domain is { } domain)
        {
            row["domain_catalog"] = database;
            row["domain_schema"] = Cell.Of(domain.SchemaName);
            row["domain_name"] = Cell.Of(domain.Name);
        }

        if (column.Collation is { } code && state.Catalog.TryGetCollation(null, code, out var collation))
        {
            row["collation_catalog"] = database;
            row["collation_schema"] = Cell.Of(collation.SchemaName);
            row["collation_name"] = Cell.Of(collation.Name);
        }

        row["dtd_identifier"] = Cell.Of(number.ToString(CultureInfo.InvariantCulture));
        row["is_self_referencing"] = Cell.YesOrNo(false);
        WriteGeneration(state, relation, column, row);
        row["is_updatable"] = Cell.YesOrNo(isUpdatable);
    }

    private static void WriteGeneration(SystemState state, RelationEntry relation, ColumnSchema column, SystemRow row)
    {
        row["is_identity"] = Cell.YesOrNo(ColumnFacts.IdentityLetter(column).Length > 0);
        row["identity_cycle"] = Cell.YesOrNo(false);
        row["is_generated"] = Cell.Of(ColumnFacts.IsGenerated(column) ? "ALWAYS" : "NEVER");
        if (ColumnFacts.IsGenerated(column))
            row["generation_expression"] = Cell.Of(state.Session.DefaultText(relation.Table!, column));
        if (ColumnFacts.IdentityLetter(column).Length == 0)
            return;
        row["identity_generation"] = Cell.Of(ColumnFacts.IdentityLetter(column) == "a" ? "ALWAYS" : "BY DEFAULT");
        if (state.Objects.IdentitySequence(column) is not { } sequence)
            return;
        row["identity_start"] = Cell.Of(sequence.Start.ToString(CultureInfo.InvariantCulture));
        row["identity_increment"] = Cell.Of(sequence.Increment.ToString(CultureInfo.InvariantCulture));
        row["identity_maximum"] = Cell.Of(sequence.Maximum.ToString(CultureInfo.InvariantCulture));
        row["identity_minimum"] = Cell.Of(sequence.Minimum.ToString(CultureInfo.InvariantCulture));
        row["identity_cycle"] = Cell.YesOrNo(sequence.IsCycle);
    }
}
