using BTreeDb.Catalog;
using BTreeDb.Diagnostics;
using BTreeDb.Engine.Routines;
using BTreeDb.Parsing.Syntax;
using BTreeDb.Parsing.Syntax.Definitions;

namespace BTreeDb.Engine.Definitions;

/// <summary>
/// GRANT and REVOKE: there is one user, who may do everything, so nothing can be given to others or taken away. What is wrong
/// with a statement is told as in PostgreSQL, the rest is not supported.
/// </summary>
internal static class PrivilegeCommand
{
    /// <summary>Checks the statement, and refuses it.</summary>
    public static void Run(DefinitionContext context, PrivilegeStatement statement)
    {
        foreach (var name in statement.Names)
            CheckObject(context, name, statement);
        foreach (var routine in statement.Routines)
            RoutineLookup.Find(context, routine, statement.Kind, ifExists: false);
        foreach (var privilege in statement.Privileges)
            CheckPrivilege(privilege, statement.Kind);
        foreach (var role in statement.Roles)
        {
            if (role != "public")
                ObjectOwners.Check(context, role);
        }

        throw DefinitionErrors.NotSupported(statement.IsGrant ? "GRANT" : "REVOKE", statement.Position);
    }

    private static void CheckObject(DefinitionContext context, QualifiedName name, PrivilegeStatement statement)
    {
        switch (statement.Kind)
        {
            case ObjectKind.Schema:
                if (!context.Catalog.HasSchema(name.Name))
                    throw CatalogErrors.SchemaMissing(name.Name);
                break;
            case ObjectKind.Database:
                if (name.Name != context.Evaluation.CurrentDatabase)
                    throw DefinitionErrors.DatabaseMissing(name.Name);
                break;
            case ObjectKind.Type or ObjectKind.Domain:
                context.ResolveType(new TypeName(name.Position, name, [], [], IntervalFields.All));
                break;
            default:
                if (!context.Catalog.HasRelation(name.Schema, name.Name))
                    throw CatalogErrors.RelationMissing(string.Join('.', name.Parts), -1);
                CheckColumns(context, name, statement);
                break;
        }
    }

    private static void CheckColumns(DefinitionContext context, QualifiedName name, PrivilegeStatement statement)
    {
        if (!context.Catalog.TryGetTable(name.Schema, name.Name, out var table))
            return;
        foreach (var privilege in statement.Privileges)
        {
            foreach (var column in privilege.Columns)
            {
                if (table.FindColumn(column.Text) is null)
                    throw CatalogErrors.ColumnMissing(column.Text, table.Name);
            }
        }
    }

    private static void CheckPrivilege(PrivilegeName privilege, ObjectKind kind)
    {
        var name = privilege.Name;
        if (name is not ("select" or "insert" or "update" or "delete" or "truncate" or "references" or "trigger" or "usage"
            or "execute" or "create" or "connect" or "temporary" or "temp" or "set" or "maintain"))
            throw DefinitionErrors.UnknownPrivilege(name);
        var (fits, what) = kind switch
        {
            ObjectKind.Schema => (name is "usage" or "create", "schema"),
            ObjectKind.Database => (name is "create" or "connect" or "temporary" or "temp", "database"),
            ObjectKind.Sequence => (name is "usage" or "select" or "update", "sequence"),
            ObjectKind.Type or ObjectKind.Domain => (name is "usage", "type"),
            ObjectKind.Function or ObjectKind.Procedure or ObjectKind.Routine => (name is "execute", "function"),
            _ => (name is "select" or "insert" or "update" or "delete" or "truncate" or "references" or "trigger", "table"),
        };
        if (!fits)
            throw DefinitionErrors.WrongPrivilege(name, what);
    }
}
