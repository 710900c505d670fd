using BTreeDb.Binding;
using BTreeDb.Catalog.SystemRelations;
using BTreeDb.Types;

namespace BTreeDb.Engine.SystemCatalog;

/// <summary>The <c>has_..._privilege</c> functions: names are checked, and the one user may do everything.</summary>
internal static class PrivilegeCheck
{
    private static readonly string[] OfTables =
        ["SELECT", "INSERT", "UPDATE", "DELETE", "TRUNCATE", "REFERENCES", "TRIGGER", "RULE"];

    private static readonly string[] OfColumns = ["SELECT", "INSERT", "UPDATE", "REFERENCES"];
    private static readonly string[] OfSchemas = ["CREATE", "USAGE"];
    private static readonly string[] OfDatabases = ["CREATE", "CONNECT", "TEMPORARY", "TEMP"];
    private static readonly string[] OfSequences = ["USAGE", "SELECT", "UPDATE"];

    /// <summary>True, NULL for a number that means nothing, or an error for a name that means nothing.</summary>
    public static Datum Run(FunctionId function, ReadOnlySpan<Datum> arguments, SystemState state)
    {
        var subjects = function == FunctionId.HasColumnPrivilege ? 2 : 1;
        if (arguments.Length > subjects + 1)
        {
            var role = arguments[0].AsText();
            if (role != state.Session.UserName)
                throw SystemCatalogErrors.RoleMissing(role);
            arguments = arguments[1..];
        }

        var isKnown = function switch
        {
            FunctionId.HasSchemaPrivilege => HasSchema(arguments[0], state),
            FunctionId.HasDatabasePrivilege => HasDatabase(arguments[0], state),
            _ => HasRelation(arguments[0], state),
        };
        if (function == FunctionId.HasColumnPrivilege && isKnown)
            CheckColumn(arguments, state);
        Check(arguments[^1].AsText(), function switch
        {
            FunctionId.HasSchemaPrivilege => OfSchemas,
            FunctionId.HasDatabasePrivilege => OfDatabases,
            FunctionId.HasSequencePrivilege => OfSequences,
            FunctionId.HasColumnPrivilege => OfColumns,
            _ => OfTables,
        });
        return isKnown ? Cell.Of(true) : Datum.Null;
    }

    private static bool HasRelation(in Datum subject, SystemState state)
    {
        if (subject.Reference is not byte[])
            return state.Objects.Find(subject.AsInt64()) is not null;
        RelationNames.Find(subject.AsText(), state.Objects);
        return true;
    }

    private static void CheckColumn(ReadOnlySpan<Datum> arguments, SystemState state)
    {
        var relation = arguments[0].Reference is byte[]
            ? RelationNames.Find(arguments[0].AsText(), state.Objects)
            : state.Objects.Find(arguments[0].AsInt64())!;
        var name = arguments[1].AsText();
        foreach (var column in state.ColumnsOf(relation))
        {
            if (column.Name == name)
                return;
        }

        throw SystemCatalogErrors.ColumnMissing(name, relation.Name);
    }

    private static bool HasSchema(in Datum subject, SystemState state)
    {
        if (subject.Reference is byte[])
            return state.Objects.SchemaOid(subject.AsText()) != 0 ? true : throw SystemCatalogErrors.SchemaMissing(subject.AsText());
        foreach (var (_, oid) in state.Objects.Schemas)
        {
            if (oid == subject.AsInt64())
                return true;
        }

        return false;
    }

    private static bool HasDatabase(in Datum subject, SystemState state)
    {
        if (subject.Reference is not byte[])
            return subject.AsInt64() == SystemOids.Database;
        return subject.AsText() == state.Session.DatabaseName
            ? true
            : throw SystemCatalogErrors.DatabaseMissing(subject.AsText());
    }

    private static void Check(string privileges, string[] known)
    {
        const string GrantOption = " WITH GRANT OPTION";
        foreach (var part in privileges.Split(','))
        {
            var privilege = part.Trim().ToUpperInvariant();
            if (privilege.EndsWith(GrantOption, StringComparison.Ordinal))
                privilege = privilege[..^GrantOption.Length];
            if (Array.IndexOf(known, privilege) < 0)
                throw SystemCatalogErrors.UnknownPrivilege(part.Trim());
        }
    }
}
