using BTreeDb.Types;

namespace BTreeDb.Catalog.SystemRelations.PgCatalog;

/// <summary>The collations.</summary>
internal sealed class PgCollation() : SystemRelation(3456, SystemRelationIndex.CatalogSchema, "pg_collation",
    "oid oid!, collname name!, collnamespace oid!, collowner oid!, collprovider char!, "
    + "collisdeterministic bool!, collencoding int4!, collcollate text, collctype text, colliculocale text, "
    + "collversion text")
{
    /// <inheritdoc/>
    public override void Fill(SystemState state, SystemRows rows)
    {
        foreach (var collation in Collation.All)
            Add(rows, SystemTypes.OidOf(collation), SystemOids.PgCatalog, collation);
        foreach (var collation in state.Catalog.Collations)
            Add(rows, SystemTypes.OidOf(collation), state.Objects.SchemaOid(collation.SchemaName), collation);
    }

    private static void Add(SystemRows rows, long oid, long schema, Collation collation)
    {
        var row = rows.Add();
        row["oid"] = Cell.Of(oid);
        row["collname"] = Cell.Of(collation.Name);
        row["collnamespace"] = Cell.Of(schema);
        row["collowner"] = Cell.Of(SystemOids.User);
        row["collprovider"] = Cell.Of(oid == SystemOids.DefaultCollation ? "d" : collation.IsByBytes ? "c" : "i");
        row["collisdeterministic"] = Cell.Of(collation.IsDeterministic);
        row["collencoding"] = Cell.Of(-1);
        var bytes = oid == SystemOids.DefaultCollation || !collation.IsByBytes ? null : collation.Id > 0 || collation.Name == "ucs_basic" ? "C" : collation.Name;
        row["collcollate"] = Cell.Of(bytes);
        row["collctype"] = Cell.Of(bytes);
        row["colliculocale"] = Cell.Of(collation.Id > 0 ? collation.Locale : collation.IsByBytes ? null : collation.Name[..^"-x-icu".Length]);
    }
}
