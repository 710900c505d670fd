namespace BTreeDb.Catalog.SystemRelations;

/// <summary>
/// Relations about what the dialect does not have, or has none of: programs that describe a database read them.
/// </summary>
internal static class EmptyRelations
{
    /// <summary>All of them.</summary>
    public static readonly EmptyRelation[] All =
    [
        new(2620, SystemRelationIndex.CatalogSchema, "pg_trigger",
            "oid oid!, tgrelid oid!, tgparentid oid!, tgname name!, tgfoid oid!, tgtype int2!, tgenabled char!, "
            + "tgisinternal bool!, tgconstrrelid oid!, tgconstrindid oid!, tgconstraint oid!, tgdeferrable bool!, "
            + "tginitdeferred bool!, tgnargs int2!, tgattr int2vector!, tgargs bytea!, tgqual pg_node_tree, "
            + "tgoldtable name, tgnewtable name"),
        new(2611, SystemRelationIndex.CatalogSchema, "pg_inherits",
            "inhrelid oid!, inhparent oid!, inhseqno int4!, inhdetachpending bool!"),
        new(3079, SystemRelationIndex.CatalogSchema, "pg_extension",
            "oid oid!, extname name!, extowner oid!, extnamespace oid!, extrelocatable bool!, extversion text!, "
            + "extconfig _oid, extcondition _text"),
        new(3541, SystemRelationIndex.CatalogSchema, "pg_range",
            "rngtypid oid!, rngsubtype oid!, rngmultitypid oid!, rngcollation oid!, rngsubopc oid!, rngcanonical "
            + "regproc!, rngsubdiff regproc!"),
        new(3256, SystemRelationIndex.CatalogSchema, "pg_policy",
            "oid oid!, polname name!, polrelid oid!, polcmd char!, polpermissive bool!, polroles _oid!, polqual "
            + "pg_node_tree, polwithcheck pg_node_tree"),
        new(2618, SystemRelationIndex.CatalogSchema, "pg_rewrite",
            "oid oid!, rulename name!, ev_class oid!, ev_type char!, ev_enabled char!, is_instead bool!, ev_qual "
            + "pg_node_tree!, ev_action pg_node_tree!"),
        new(3381, SystemRelationIndex.CatalogSchema, "pg_statistic_ext",
            "oid oid!, stxrelid oid!, stxname name!, stxnamespace oid!, stxowner oid!, stxstattarget int4!, "
            + "stxkeys int2vector!, stxkind _char!, stxexprs pg_node_tree"),
        new(3118, SystemRelationIndex.CatalogSchema, "pg_foreign_table",
            "ftrelid oid!, ftserver oid!, ftoptions _text"),
        new(3350, SystemRelationIndex.CatalogSchema, "pg_partitioned_table",
            "partrelid oid!, partstrat char!, partnatts int2!, partdefid oid!, partattrs int2vector!, partclass "
            + "oidvector!, partcollation oidvector!, partexprs pg_node_tree"),
        new(6104, SystemRelationIndex.CatalogSchema, "pg_publication",
            "oid oid!, pubname name!, pubowner oid!, puballtables bool!, pubinsert bool!, pubupdate bool!, "
            + "pubdelete bool!, pubtruncate bool!, pubviaroot bool!"),
        new(1261, SystemRelationIndex.CatalogSchema, "pg_auth_members",
            "roleid oid!, member oid!, grantor oid!, admin_option bool!"),
        new(826, SystemRelationIndex.CatalogSchema, "pg_default_acl",
            "oid oid!, defaclrole oid!, defaclnamespace oid!, defaclobjtype char!, defaclacl _aclitem!"),
        new(6237, SystemRelationIndex.CatalogSchema, "pg_publication_namespace",
            "oid oid!, pnpubid oid!, pnnspid oid!"),
        new(6106, SystemRelationIndex.CatalogSchema, "pg_publication_rel",
            "oid oid!, prpubid oid!, prrelid oid!, prqual pg_node_tree, prattrs int2vector"),
        new(2608, SystemRelationIndex.CatalogSchema, "pg_depend",
            "classid oid!, objid oid!, objsubid int4!, refclassid oid!, refobjid oid!, refobjsubid int4!, deptype "
            + "char!"),
        new(13440, SystemRelationIndex.InformationSchemaName, "triggers",
            "trigger_catalog name, trigger_schema name, trigger_name name, event_manipulation varchar, "
            + "event_object_catalog name, event_object_schema name, event_object_table name, action_order int4, "
            + "action_condition varchar, action_statement varchar, action_orientation varchar, action_timing "
            + "varchar, action_reference_old_table name, action_reference_new_table name, action_reference_old_row "
            + "name, action_reference_new_row name, created timestamptz", isView: true),
        new(13285, SystemRelationIndex.InformationSchemaName, "column_privileges",
            "grantor name, grantee name, table_catalog name, table_schema name, table_name name, column_name "
            + "name, privilege_type varchar, is_grantable varchar", isView: true),
    ];
}
