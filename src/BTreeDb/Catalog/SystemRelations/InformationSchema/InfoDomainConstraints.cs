using BTreeDb.Types;

namespace BTreeDb.Catalog.SystemRelations.InformationSchema;

/// <summary>The constraints of domains.</summary>
internal sealed class InfoDomainConstraints() : SystemRelation(13310, SystemRelationIndex.InformationSchemaName, "domain_constraints",
    "constraint_catalog name, constraint_schema name, constraint_name name, domain_catalog name, "
    + "domain_schema name, domain_name name, is_deferrable varchar, initially_deferred varchar", isView: true)
{
    /// <inheritdoc/>
    public override void Fill(SystemState state, SystemRows rows)
    {
        foreach (var type in state.Catalog.Types)
        {
            if (type is not DomainType domain)
                continue;
            foreach (var check in domain.Checks)
            {
                var row = rows.Add();
                row["constraint_catalog"] = Cell.Of(state.Session.DatabaseName);
                row["constraint_schema"] = Cell.Of(domain.SchemaName);
                row["constraint_name"] = Cell.Of(check.Name);
                row["domain_catalog"] = Cell.Of(state.Session.DatabaseName);
                row["domain_schema"] = Cell.Of(domain.SchemaName);
                row["domain_name"] = Cell.Of(domain.Name);
                row["is_deferrable"] = Cell.YesOrNo(false);
                row["initially_deferred"] = Cell.YesOrNo(false);
            }
        }
    }
}
