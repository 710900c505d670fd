using BTreeDb.Types;

namespace BTreeDb.Catalog.SystemRelations.InformationSchema;

/// <summary>The domains.</summary>
internal sealed class InfoDomains() : SystemRelation(13320, SystemRelationIndex.InformationSchemaName, "domains",
    "domain_catalog name, domain_schema name, domain_name name, data_type varchar, "
    + "character_maximum_length int4, character_octet_length int4, character_set_catalog name, "
    + "character_set_schema name, character_set_name name, collation_catalog name, collation_schema name, "
    + "collation_name name, numeric_precision int4, numeric_precision_radix int4, numeric_scale int4, "
    + "datetime_precision int4, interval_type varchar, interval_precision int4, domain_default varchar, "
    + "udt_catalog name, udt_schema name, udt_name name, scope_catalog name, scope_schema name, scope_name "
    + "name, maximum_cardinality int4, dtd_identifier name", isView: true)
{
    /// <inheritdoc/>
    public override void Fill(SystemState state, SystemRows rows)
    {
        foreach (var type in state.Catalog.Types)
        {
            if (type is not DomainType domain)
                continue;
            var database = Cell.Of(state.Session.DatabaseName);
            var row = rows.Add();
            row["domain_catalog"] = database;
            row["domain_schema"] = Cell.Of(domain.SchemaName);
            row["domain_name"] = Cell.Of(domain.Name);
            new TypeAttributes(domain.BaseType).Write(row, state, database);
            if (domain.BaseType is { Id: TypeId.Array, User: null } array)
                row["data_type"] = Cell.Of(TypeNames.Of(array.Family));
            row["domain_default"] = Cell.Of(state.Session.DefaultText(domain));
            row["dtd_identifier"] = Cell.Of("1");
        }
    }
}
