using BTreeDb.Types;

namespace BTreeDb.Catalog.SystemRelations.PgCatalog;

/// <summary>The types.</summary>
internal sealed class PgType() : SystemRelation(1247, SystemRelationIndex.CatalogSchema, "pg_type",
    "oid oid!, typname name!, typnamespace oid!, typowner oid!, typlen int2!, typbyval bool!, typtype "
    + "char!, typcategory char!, typispreferred bool!, typisdefined bool!, typdelim char!, typrelid oid!, "
    + "typsubscript regproc!, typelem oid!, typarray oid!, typinput regproc!, typoutput regproc!, "
    + "typreceive regproc!, typsend regproc!, typmodin regproc!, typmodout regproc!, typanalyze regproc!, "
    + "typalign char!, typstorage char!, typnotnull bool!, typbasetype oid!, typtypmod int4!, typndims "
    + "int4!, typcollation oid!, typdefaultbin pg_node_tree, typdefault text, typacl _aclitem")
{
    /// <inheritdoc/>
    public override void Fill(SystemState state, SystemRows rows)
    {
        foreach (var type in SystemTypes.All)
        {
            var row = Add(rows, type.Oid, type.Name, type.Length, type.Category);
            row["typispreferred"] = Cell.Of(type.IsPreferred);
            row["typarray"] = Cell.Of(type.ArrayOid);
            row["typtype"] = Cell.Of(type.Category == 'P' ? "p" : "b");
            row["typcollation"] = Cell.Of(type.Category == 'S' ? type.Name == "name" ? 950 : SystemOids.DefaultCollation : 0);
            if (type.ArrayOid == 0)
                continue;
            var array = Add(rows, type.ArrayOid, "_" + type.Name, -1, 'A');
            array["typelem"] = Cell.Of(type.Oid);
            array["typtype"] = Cell.Of(type.Category == 'P' ? "p" : "b");
        }

        foreach (var type in state.Catalog.Types)
            AddUserType(type, state, rows);
    }

    private static void AddUserType(UserType type, SystemState state, SystemRows rows)
    {
        var oid = SystemTypes.OidOf(type.AsType);
        var schema = Cell.Of(state.Objects.SchemaOid(type.SchemaName));
        var domain = type as DomainType;
        var behind = SystemTypes.Find(type.AsType.Id);
        var row = Add(rows, oid, type.Name, domain is null ? 4 : behind?.Length ?? -1,
            domain is null || type.AsType.Id == TypeId.Enum ? 'E' : behind?.Category ?? 'A');
        row["typnamespace"] = schema;
        row["typtype"] = Cell.Of(domain is null ? "e" : "d");
        row["typarray"] = Cell.Of(SystemOids.OfArrays(type.Id));
        if (domain is not null)
        {
            row["typnotnull"] = Cell.Of(domain.IsNotNull);
            row["typbasetype"] = Cell.Of(SystemTypes.OidOf(domain.BaseType));
            row["typtypmod"] = Cell.Of(SystemTypes.StoredModifier(domain.BaseType));
            row["typndims"] = Cell.Of(domain.BaseType.Id == TypeId.Array ? 1 : 0);
            row["typcollation"] = Cell.Of(SystemTypes.CollationOf(domain.BaseType));
            row["typdefault"] = Cell.Of(state.Session.DefaultText(domain));
        }

        var array = Add(rows, SystemOids.OfArrays(type.Id), "_" + type.Name, -1, 'A');
        array["typnamespace"] = schema;
        array["typelem"] = Cell.Of(oid);
        array["typtype"] = Cell.Of("b");
    }

    private static SystemRow Add(SystemRows rows, long oid, string name, int length, char category)
    {
        var row = rows.Add();
        row["oid"] = Cell.Of(oid);
        row["typname"] = Cell.Of(name);
        row["typnamespace"] = Cell.Of(SystemOids.PgCatalog);
        row["typowner"] = Cell.Of(SystemOids.User);
        row["typlen"] = Cell.Of(length);
        row["typbyval"] = Cell.Of(length is > 0 and <= 8);
        row["typcategory"] = Cell.Of(category.ToString());
        row["typisdefined"] = Cell.Of(true);
        row["typdelim"] = Cell.Of(",");
        row["typalign"] = Cell.Of("i");
        row["typstorage"] = Cell.Of(length < 0 ? "x" : "p");
        row["typtypmod"] = Cell.Of(-1);
        return row;
    }
}
