using BTreeDb.Catalog;
using BTreeDb.Parsing.Syntax;
using BTreeDb.Parsing.Syntax.Definitions;

namespace BTreeDb.Engine.Definitions;

/// <summary>ALTER ... OWNER TO: there is one user, who owns everything.</summary>
internal static class ObjectOwners
{
    /// <summary>Runs the statement.</summary>
    public static void Run(DefinitionContext context, SetOwnerStatement statement)
    {
        Check(context, statement.NewOwner);
        switch (statement.Kind)
        {
            case ObjectKind.Schema:
                if (!context.Catalog.HasSchema(statement.Name.Name))
                    throw CatalogErrors.SchemaMissing(statement.Name.Name);
                break;
            case ObjectKind.Collation:
                CollationDefinition.Find(context, statement.Name);
                break;
            case ObjectKind.Type or ObjectKind.Domain:
                if (!context.Catalog.TryGetType(statement.Name.Schema, statement.Name.Name, out _))
                    throw CatalogErrors.TypeMissing(string.Join('.', statement.Name.Parts));
                break;
            default:
                RelationLookup.Find(context, statement.Name, statement.Kind, statement.IfExists);
                break;
        }
    }

    /// <summary>42704 for a role that is not the session's.</summary>
    public static void Check(DefinitionContext context, string role)
    {
        if (role is not ("current_user" or "session_user" or "current_role") && role != context.Evaluation.CurrentUser)
            throw DefinitionErrors.RoleMissing(role);
    }
}
