using System.Linq;
using BTreeDb.Types;

namespace BTreeDb.Catalog.SystemRelations.PgCatalog;

/// <summary>The built-in functions, by name only, and the routines.</summary>
internal sealed class PgProc() : SystemRelation(1255, SystemRelationIndex.CatalogSchema, "pg_proc",
    "oid oid!, proname name!, pronamespace oid!, proowner oid!, prolang oid!, procost float4!, prorows "
    + "float4!, provariadic oid!, prosupport regproc!, prokind char!, prosecdef bool!, proleakproof bool!, "
    + "proisstrict bool!, proretset bool!, provolatile char!, proparallel char!, pronargs int2!, "
    + "pronargdefaults int2!, prorettype oid!, proargtypes oidvector!, proallargtypes _oid, proargmodes "
    + "_char, proargnames _text, proargdefaults pg_node_tree, protrftypes _oid, prosrc text!, probin text, "
    + "prosqlbody pg_node_tree, proconfig _text, proacl _aclitem")
{
    private const long LanguageSql = 14;

    /// <inheritdoc/>
    public override void Fill(SystemState state, SystemRows rows)
    {
        foreach (var routine in state.Catalog.Routines)
            Add(rows.Add(), state, routine);
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

    private static void Add(SystemRow row, SystemState state, RoutineSchema routine)
    {
        var inputs = routine.Inputs;
        row["oid"] = Cell.Of(SystemOids.Of(routine.Id));
        row["proname"] = Cell.Of(routine.Name);
        row["pronamespace"] = Cell.Of(state.Objects.SchemaOid(routine.SchemaName));
        row["proowner"] = Cell.Of(SystemOids.User);
        row["prolang"] = Cell.Of(LanguageSql);
        row["procost"] = Cell.OfSingle((float)routine.Cost);
        row["prorows"] = Cell.OfSingle((float)routine.Rows);
        row["provariadic"] = Cell.Of(routine.IsVariadic ? OidOf(inputs[^1].Type.ElementType) : 0);
        row["prosupport"] = Cell.Of("-");
        row["prokind"] = Cell.Of(routine.Kind == RoutineKind.Procedure ? "p" : "f");
        row["prosecdef"] = Cell.Of(routine.IsSecurityDefiner);
        row["proleakproof"] = Cell.Of(routine.IsLeakProof);
        row["proisstrict"] = Cell.Of(routine.IsStrict);
        row["proretset"] = Cell.Of(routine.ReturnsSet);
        row["provolatile"] = Cell.Of(routine.Volatility switch
        {
            RoutineVolatility.Immutable => "i",
            RoutineVolatility.Stable => "s",
            _ => "v",
        });
        row["proparallel"] = Cell.Of(routine.Parallel.ToString());
        row["pronargs"] = Cell.Of(inputs.Length);
        row["pronargdefaults"] = Cell.Of(inputs.Count(static input => input.DefaultSql is not null));
        row["prorettype"] = Cell.Of(OidOf(routine.Result));
        row["proargtypes"] = Cell.Of(string.Join(' ', inputs.Select(static input => OidOf(input.Type))));
        AddParameters(row, routine);
        row["prosrc"] = Cell.Of(routine.IsSqlBody ? "" : routine.Body);
        if (routine.IsSqlBody)
            row["prosqlbody"] = Cell.Of(routine.Body);
    }

    private static void AddParameters(SystemRow row, RoutineSchema routine)
    {
        var parameters = routine.Parameters;
        if (parameters.Any(static parameter => parameter.Mode != RoutineMode.In))
        {
            row["proallargtypes"] = Cell.OfOids(parameters.Select(static parameter => OidOf(parameter.Type)));
            row["proargmodes"] = Cell.OfTexts(parameters.Select(static parameter => LetterOf(parameter.Mode).ToString()));
        }

        if (parameters.Any(static parameter => parameter.Name is not null))
            row["proargnames"] = Cell.OfTexts(parameters.Select(static parameter => parameter.Name ?? ""));
    }

    private static char LetterOf(RoutineMode mode) => mode switch
    {
        RoutineMode.Out => 'o',
        RoutineMode.InOut => 'b',
        RoutineMode.Variadic => 'v',
        RoutineMode.Table => 't',
        _ => 'i',
    };

    private static long OidOf(SqlType type) => RoutineTypes.NameOf(type) switch
    {
        "anyelement" => 2283,
        "anyarray" => 2277,
        "anynonarray" => 2776,
        "anyenum" => 3500,
        "anycompatible" => 5077,
        "anycompatiblearray" => 5078,
        _ => SystemTypes.OidOf(type),
    };
}
