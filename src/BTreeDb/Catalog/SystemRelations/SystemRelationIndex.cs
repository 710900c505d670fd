using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using BTreeDb.Catalog.SystemRelations.BTreeDbViews;
using BTreeDb.Catalog.SystemRelations.InformationSchema;
using BTreeDb.Catalog.SystemRelations.PgCatalog;

namespace BTreeDb.Catalog.SystemRelations;

/// <summary>All system relations by name. To add one: a class, and a line here.</summary>
internal static class SystemRelationIndex
{
    /// <summary>The schema whose names are found without it, before all others.</summary>
    public const string CatalogSchema = "pg_catalog";

    /// <summary>The standard's schema.</summary>
    public const string InformationSchemaName = "information_schema";

    private static readonly SystemRelation[] List =
    [
        new BTreeDbCheckpoints(),
        new BTreeDbLocks(),
        new BTreeDbMetrics(),
        .. MetricGroup.All,
        new InfoCheckConstraints(),
        new InfoColumnDomainUsage(),
        new InfoColumns(),
        new InfoConstraintColumnUsage(),
        new InfoConstraintTableUsage(),
        new InfoDomainConstraints(),
        new InfoDomains(),
        new InfoEnabledRoles(),
        new InfoInformationSchemaCatalogName(),
        new InfoKeyColumnUsage(),
        new InfoParameters(),
        new InfoReferentialConstraints(),
        new InfoRoleTableGrants(),
        new InfoRoutines(),
        new InfoSchemata(),
        new InfoSequences(),
        new InfoTableConstraints(),
        new InfoTablePrivileges(),
        new InfoTables(),
        new InfoViewTableUsage(),
        new InfoViews(),
        new PgAm(),
        new PgAttrdef(),
        new PgAttribute(),
        new PgClass(),
        new PgCollation(),
        new PgConstraint(),
        new PgCursors(),
        new PgDatabase(),
        new PgDescription(),
        new PgEnum(),
        new PgIndex(),
        new PgIndexes(),
        new PgLanguage(),
        new PgLocks(),
        new PgMatviews(),
        new PgNamespace(),
        new PgPreparedStatements(),
        new PgProc(),
        new PgRoles(),
        new PgSequence(),
        new PgSequences(),
        new PgSettings(),
        new PgStatActivity(),
        new PgStatUserTables(),
        new PgTables(),
        new PgTablespace(),
        new PgType(),
        new PgUser(),
        new PgViews(),
        .. EmptyRelations.All,
    ];

    private static readonly FrozenDictionary<(string Schema, string Name), SystemRelation> ByName = Index();

    /// <summary>All of them.</summary>
    public static ReadOnlySpan<SystemRelation> All => List;

    /// <summary>Finds a relation by name; null as the schema means <c>pg_catalog</c>.</summary>
    public static bool TryFind(string? schema, string name, [NotNullWhen(true)] out SystemRelation? relation) =>
        ByName.TryGetValue((schema ?? CatalogSchema, name), out relation);

    private static FrozenDictionary<(string Schema, string Name), SystemRelation> Index()
    {
        var index = new Dictionary<(string, string), SystemRelation>();
        foreach (var relation in List)
            index.Add((relation.Schema.SchemaName, relation.Schema.Name), relation);
        return index.ToFrozenDictionary();
    }
}
