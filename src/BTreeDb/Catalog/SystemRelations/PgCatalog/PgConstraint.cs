using BTreeDb.Types;

namespace BTreeDb.Catalog.SystemRelations.PgCatalog;

/// <summary>The constraints of tables and domains.</summary>
internal sealed class PgConstraint() : SystemRelation(2606, SystemRelationIndex.CatalogSchema, "pg_constraint",
    "oid oid!, conname name!, connamespace oid!, contype char!, condeferrable bool!, condeferred bool!, "
    + "convalidated bool!, conrelid oid!, contypid oid!, conindid oid!, conparentid oid!, confrelid oid!, "
    + "confupdtype char!, confdeltype char!, confmatchtype char!, conislocal bool!, coninhcount int4!, "
    + "connoinherit bool!, conkey _int2, confkey _int2, conpfeqop _oid, conppeqop _oid, conffeqop _oid, "
    + "confdelsetcols _int2, conexclop _oid, conbin pg_node_tree")
{
    /// <inheritdoc/>
    public override void Fill(SystemState state, SystemRows rows)
    {
        foreach (var constraint in state.Objects.Constraints)
        {
            var row = rows.Add();
            row["oid"] = Cell.Of(constraint.Oid);
            row["conname"] = Cell.Of(constraint.Name);
            row["connamespace"] = Cell.Of(state.Objects.SchemaOid(constraint.Table.Schema));
            row["contype"] = Cell.Of(constraint.Kind.ToString());
            row["convalidated"] = Cell.Of(constraint.IsValid);
            row["condeferrable"] = Cell.Of(constraint.IsDeferrable);
            row["condeferred"] = Cell.Of(constraint.IsDeferred);
            row["conrelid"] = Cell.Of(constraint.Table.Oid);
            row["conindid"] = Cell.Of(constraint.Index?.Oid ?? 0);
            row["confrelid"] = Cell.Of(constraint.Referenced?.Oid ?? 0);
            var isForeign = constraint.Kind == 'f';
            row["confupdtype"] = Cell.Of(isForeign ? constraint.UpdateAction.ToString() : " ");
            row["confdeltype"] = Cell.Of(isForeign ? constraint.DeleteAction.ToString() : " ");
            row["confmatchtype"] = Cell.Of(isForeign ? constraint.MatchKind.ToString() : " ");
            row["conislocal"] = Cell.Of(true);
            row["connoinherit"] = Cell.Of(constraint.Kind != 'c');
            row["conkey"] = Cell.Of(state.AttributeArray(constraint.Table, state.ColumnsOf(constraint)));
            if (constraint.Referenced is { } referenced)
                row["confkey"] = Cell.Of(state.AttributeArray(referenced, constraint.ReferencedColumns));
            row["conbin"] = Cell.Of(constraint.Check is { } check ? state.Session.CheckText(constraint.Table.Table!, check) : null);
        }

        foreach (var type in state.Catalog.Types)
        {
            if (type is DomainType domain)
                AddChecks(domain, state, rows);
        }
    }

    private static void AddChecks(DomainType domain, SystemState state, SystemRows rows)
    {
        for (var i = 0; i < domain.Checks.Length; i++)
        {
            var row = rows.Add();
            row["oid"] = Cell.Of(SystemOids.OfDomainCheck(domain.Id, i));
            row["conname"] = Cell.Of(domain.Checks[i].Name);
            row["connamespace"] = Cell.Of(state.Objects.SchemaOid(domain.SchemaName));
            row["contype"] = Cell.Of("c");
            row["convalidated"] = Cell.Of(domain.Checks[i].IsValid);
            row["contypid"] = Cell.Of(SystemTypes.OidOf(domain.AsType));
            row["confupdtype"] = Cell.Of(" ");
            row["confdeltype"] = Cell.Of(" ");
            row["confmatchtype"] = Cell.Of(" ");
            row["conislocal"] = Cell.Of(true);
            row["conbin"] = Cell.Of(state.Session.CheckText(domain, domain.Checks[i]));
        }
    }
}
