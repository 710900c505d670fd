namespace BTreeDb.Catalog.SystemRelations.PgCatalog;

/// <summary>The functions, by name only.</summary>
internal sealed class PgProc() : SystemRelation(1255, SystemRelationIndex.CatalogSchema, "pg_proc",
    "oid oid!, proname name!, pronamespace oid!, proowner oid!, prolang oid!, procost float4!, prorows "
    + "float4!, provariadic oid!, prosupport regproc!, prokind char!, prosecdef bool!, proleakproof bool!, "
    + "proisstrict bool!, proretset bool!, provolatile char!, proparallel char!, pronargs int2!, "
    + "pronargdefaults int2!, prorettype oid!, proargtypes oidvector!, proallargtypes _oid, proargmodes "
    + "_char, proargnames _text, proargdefaults pg_node_tree, protrftypes _oid, prosrc text!, probin text, "
    + "prosqlbody pg_node_tree, proconfig _text, proacl _aclitem")
{
    /// <inheritdoc/>
    public override void Fill(SystemState state, SystemRows rows)
    {
        var oid = 100_000L;
        foreach (var name in state.Session.FunctionNames)
        {
            var row = rows.Add();
            row["oid"] = Cell.Of(oid++);
            row["proname"] = Cell.Of(name);
            row["pronamespace"] = Cell.Of(SystemOids.PgCatalog);
            row["proowner"] = Cell.Of(SystemOids.User);
            row["prolang"] = Cell.Of(12);
            row["prokind"] = Cell.Of("f");
            row["proisstrict"] = Cell.Of(true);
            row["provolatile"] = Cell.Of("i");
            row["proparallel"] = Cell.Of("s");
            row["prosrc"] = Cell.Of(name);
        }
    }
}
