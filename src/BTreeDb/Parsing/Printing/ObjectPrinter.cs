using BTreeDb.Parsing.Syntax;
using BTreeDb.Parsing.Syntax.Definitions;

namespace BTreeDb.Parsing.Printing;

/// <summary>ALTER, DROP, COMMENT, REFRESH.</summary>
internal static class ObjectPrinter
{
    /// <summary>Prints the statement if it is one of these.</summary>
    public static bool TryPrint(SqlWriter writer, Statement statement)
    {
        switch (statement)
        {
            case AlterRelationStatement alter:
                Begin(writer, alter.Kind, alter.IfExists).Raw(alter.Only ? "ONLY " : "").Name(alter.Name);
                writer.Raw(" ").List(alter.Actions, static (output, action) => AlterActionPrinter.Print(output, action));
                return true;
            case AlterDomainStatement domain:
                AlterActionPrinter.Print(writer.Raw("ALTER DOMAIN ").Name(domain.Name).Raw(" "), domain.Action);
                return true;
            case AlterSequenceStatement sequence:
                Begin(writer, ObjectKind.Sequence, sequence.IfExists).Name(sequence.Name);
                ConstraintPrinter.SequenceOptions(writer, sequence.Options);
                return true;
            case AlterEnumAddStatement add:
                writer.Raw("ALTER TYPE ").Name(add.Name).Raw(add.IfNotExists ? " ADD VALUE IF NOT EXISTS " : " ADD VALUE ").Text(add.Label);
                if (add.Neighbor is { } neighbor)
                    writer.Raw(add.IsAfter ? " AFTER " : " BEFORE ").Text(neighbor);
                return true;
            case AlterEnumRenameStatement rename:
                writer.Raw("ALTER TYPE ").Name(rename.Name).Raw(" RENAME VALUE ").Text(rename.OldLabel).Raw(" TO ").Text(rename.NewLabel);
                return true;
            case RenameStatement rename:
                Begin(writer, rename.RelationKind, rename.IfExists).Name(rename.Name).Raw(" RENAME ");
                if (rename.Part is { } part)
                    writer.Raw(rename.Kind == ObjectKind.Column ? "COLUMN " : "CONSTRAINT ").Name(part.Text).Raw(" ");
                writer.Raw("TO ").Name(rename.NewName);
                return true;
            case SetSchemaStatement set:
                Begin(writer, set.Kind, set.IfExists).Name(set.Name).Raw(" SET SCHEMA ").Name(set.NewSchema);
                return true;
            case SetOwnerStatement set:
                Begin(writer, set.Kind, set.IfExists).Name(set.Name).Raw(" OWNER TO ").Name(set.NewOwner);
                return true;
            case DropStatement drop:
                writer.Raw("DROP ").Raw(KindName(drop.Kind)).WordIf(drop.Concurrently, "CONCURRENTLY").WordIf(drop.IfExists, "IF EXISTS");
                writer.Raw(" ").List(drop.Names, static (output, name) => output.Name(name));
                writer.WordIf(drop.Behavior == DropBehavior.Cascade, "CASCADE");
                return true;
            case CommentStatement comment:
                Comment(writer, comment);
                return true;
            case PrivilegeStatement privilege:
                Privileges(writer, privilege);
                return true;
            case RefreshMaterializedViewStatement refresh:
                writer.Raw("REFRESH MATERIALIZED VIEW ").Raw(refresh.Concurrently ? "CONCURRENTLY " : "").Name(refresh.Name);
                writer.WordIf(!refresh.WithData, "WITH NO DATA");
                return true;
            default:
                return false;
        }
    }

    /// <summary>The words for a kind of object.</summary>
    public static string KindName(ObjectKind kind) => kind switch
    {
        ObjectKind.Table => "TABLE",
        ObjectKind.Index => "INDEX",
        ObjectKind.View => "VIEW",
        ObjectKind.MaterializedView => "MATERIALIZED VIEW",
        ObjectKind.Sequence => "SEQUENCE",
        ObjectKind.Schema => "SCHEMA",
        ObjectKind.Type => "TYPE",
        ObjectKind.Domain => "DOMAIN",
        ObjectKind.Column => "COLUMN",
        ObjectKind.Constraint or ObjectKind.DomainConstraint => "CONSTRAINT",
        ObjectKind.Function => "FUNCTION",
        ObjectKind.Procedure => "PROCEDURE",
        ObjectKind.Routine => "ROUTINE",
        ObjectKind.Collation => "COLLATION",
        ObjectKind.Extension => "EXTENSION",
        _ => "DATABASE",
    };

    private static SqlWriter Begin(SqlWriter writer, ObjectKind kind, bool ifExists) =>
        writer.Raw("ALTER ").Raw(KindName(kind)).Raw(ifExists ? " IF EXISTS " : " ");

    private static void Privileges(SqlWriter writer, PrivilegeStatement statement)
    {
        writer.Raw(statement.IsGrant ? "GRANT " : "REVOKE ").Raw(statement.OptionOnly ? "GRANT OPTION FOR " : "");
        if (statement.Privileges.IsEmpty)
            writer.Raw("ALL").Columns(statement.AllColumns);
        else
            writer.List(statement.Privileges, static (output, privilege) => output.Name(privilege.Name).Columns(privilege.Columns));
        writer.Raw(" ON ").Raw(KindName(statement.Kind)).Raw(" ");
        if (statement.Names.IsEmpty)
            writer.List(statement.Routines, RoutinePrinter.Reference);
        else
            writer.List(statement.Names, static (output, name) => output.Name(name));
        writer.Raw(statement.IsGrant ? " TO " : " FROM ").List(statement.Roles, static (output, role) => output.Name(role));
        writer.WordIf(statement.WithOption, "WITH GRANT OPTION").WordIf(statement.Behavior == DropBehavior.Cascade, "CASCADE");
    }

    private static void Comment(SqlWriter writer, CommentStatement comment)
    {
        writer.Raw("COMMENT ON ").Raw(KindName(comment.Kind)).Raw(" ");
        if (comment.Part is { } part)
            writer.Name(part.Text).Raw(comment.Kind == ObjectKind.DomainConstraint ? " ON DOMAIN " : " ON ");
        writer.Name(comment.Name).Raw(" IS ");
        if (comment.Text is { } text)
            writer.Text(text);
        else
            writer.Raw("NULL");
    }
}
