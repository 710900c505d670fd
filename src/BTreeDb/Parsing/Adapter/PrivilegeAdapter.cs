using BTreeDb.Parsing.Generated;
using BTreeDb.Parsing.Syntax;
using BTreeDb.Parsing.Syntax.Definitions;

namespace BTreeDb.Parsing.Adapter;

/// <summary>GRANT and REVOKE.</summary>
internal static class PrivilegeAdapter
{
    /// <summary>Converts the statement.</summary>
    public static PrivilegeStatement Convert(BTreeDbParser.PrivilegeStatementContext context)
    {
        var target = context.privilegeTarget();
        var roles = new List<string>();
        foreach (var grantee in context.grantee())
            roles.Add(NameAdapter.Role(grantee.roleName()));
        var routines = new List<RoutineReference>();
        foreach (var reference in target.routineReference())
            routines.Add(RoutineAdapter.Reference(reference));
        var privileges = context.privileges();
        var isGrant = context.REVOKE() is null;
        return new PrivilegeStatement(
            Nodes.Position(context),
            isGrant,
            !isGrant && context.OPTION() is not null,
            Nodes.Map<BTreeDbParser.PrivilegeContext, PrivilegeName>(privileges, Privilege),
            NameAdapter.Columns(privileges.nameList()),
            Kind(target),
            NameAdapter.QualifiedList(target.qualifiedNameList()),
            [.. routines],
            [.. roles],
            isGrant && context.OPTION() is not null,
            ObjectAdapter.Behavior(context.dropBehavior()));
    }

    private static PrivilegeName Privilege(BTreeDbParser.PrivilegeContext context) => new(
        Nodes.Position(context),
        context.colId() is { } name ? NameAdapter.Name(name) : context.Start.Text.ToLowerInvariant(),
        NameAdapter.Columns(context.nameList()));

    private static ObjectKind Kind(BTreeDbParser.PrivilegeTargetContext context) =>
        context.routineKind() is { } kind ? RoutineAdapter.Kind(kind)
            : context.SEQUENCE() is not null ? ObjectKind.Sequence
            : context.SCHEMA() is not null ? ObjectKind.Schema
            : context.DATABASE() is not null ? ObjectKind.Database
            : context.DOMAIN() is not null ? ObjectKind.Domain
            : context.TYPE() is not null ? ObjectKind.Type
            : ObjectKind.Table;
}
