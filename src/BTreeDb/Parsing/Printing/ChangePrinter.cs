using BTreeDb.Parsing.Syntax;
using BTreeDb.Parsing.Syntax.Changes;
using BTreeDb.Parsing.Syntax.Queries;

namespace BTreeDb.Parsing.Printing;

/// <summary>INSERT, UPDATE, DELETE, MERGE, TRUNCATE, COPY.</summary>
internal static class ChangePrinter
{
    /// <summary>Prints the statement if it is one of these.</summary>
    public static bool TryPrint(SqlWriter writer, Statement statement)
    {
        switch (statement)
        {
            case InsertStatement insert:
                Insert(writer, insert);
                return true;
            case UpdateStatement update:
                QueryPrinter.With(writer, update.With);
                FromPrinter.Print(writer.Raw("UPDATE "), update.Target);
                writer.Raw(" SET ").List(update.Assignments, Assignment);
                FromPrinter.Clause(writer, " FROM ", update.From);
                QueryPrinter.Condition(writer, " WHERE ", update.Where);
                QueryPrinter.Returning(writer, update.Returning);
                return true;
            case DeleteStatement delete:
                QueryPrinter.With(writer, delete.With);
                FromPrinter.Print(writer.Raw("DELETE FROM "), delete.Target);
                FromPrinter.Clause(writer, " USING ", delete.Using);
                QueryPrinter.Condition(writer, " WHERE ", delete.Where);
                QueryPrinter.Returning(writer, delete.Returning);
                return true;
            case MergeStatement merge:
                Merge(writer, merge);
                return true;
            case TruncateStatement truncate:
                writer.Raw("TRUNCATE TABLE ").List(truncate.Tables, FromPrinter.Print);
                writer.WordIf(truncate.RestartIdentity, "RESTART IDENTITY").WordIf(truncate.Behavior == DropBehavior.Cascade, "CASCADE");
                return true;
            case CopyStatement copy:
                Copy(writer, copy);
                return true;
            default:
                return false;
        }
    }

    private static void Insert(SqlWriter writer, InsertStatement insert)
    {
        QueryPrinter.With(writer, insert.With);
        writer.Raw("INSERT INTO ").Name(insert.Table);
        if (insert.Alias is { } alias)
            writer.Raw(" AS ").Name(alias);
        Targets(writer, insert.Columns);
        Overriding(writer, insert.Overriding);
        if (insert.Source is { } source)
            QueryPrinter.Print(writer.Raw(" "), source);
        else
            writer.Raw(" DEFAULT VALUES");
        if (insert.OnConflict is { } conflict)
            OnConflict(writer, conflict);
        QueryPrinter.Returning(writer, insert.Returning);
    }

    private static void OnConflict(SqlWriter writer, OnConflictClause conflict)
    {
        writer.Raw(" ON CONFLICT");
        if (!conflict.Target.IsEmpty)
            writer.Raw(" ").Parenthesized(conflict.Target, DefinitionPrinter.IndexElement);
        QueryPrinter.Condition(writer, " WHERE ", conflict.TargetWhere);
        if (conflict.Constraint is { } constraint)
            writer.Raw(" ON CONSTRAINT ").Name(constraint);
        if (conflict.DoNothing)
        {
            writer.Raw(" DO NOTHING");
            return;
        }

        writer.Raw(" DO UPDATE SET ").List(conflict.Assignments, Assignment);
        QueryPrinter.Condition(writer, " WHERE ", conflict.Where);
    }

    private static void Merge(SqlWriter writer, MergeStatement merge)
    {
        QueryPrinter.With(writer, merge.With);
        FromPrinter.Print(writer.Raw("MERGE INTO "), merge.Target);
        FromPrinter.Print(writer.Raw(" USING "), merge.Source);
        ExpressionPrinter.Print(writer.Raw(" ON "), merge.On);
        foreach (var clause in merge.Clauses)
        {
            writer.Raw(clause.Matched ? " WHEN MATCHED" : " WHEN NOT MATCHED");
            QueryPrinter.Condition(writer, " AND ", clause.Condition);
            MergeAction(writer.Raw(" THEN "), clause.Action);
        }
    }

    private static void MergeAction(SqlWriter writer, MergeAction action)
    {
        switch (action)
        {
            case MergeUpdate update:
                writer.Raw("UPDATE SET ").List(update.Assignments, Assignment);
                break;
            case MergeDelete:
                writer.Raw("DELETE");
                break;
            case MergeInsert insert:
                Targets(writer.Raw("INSERT"), insert.Columns);
                Overriding(writer, insert.Overriding);
                if (insert.Values.IsEmpty)
                    writer.Raw(" DEFAULT VALUES");
                else
                    writer.Raw(" VALUES ").Parenthesized(insert.Values, ExpressionPrinter.Print);
                break;
            default:
                writer.Raw("DO NOTHING");
                break;
        }
    }

    private static void Copy(SqlWriter writer, CopyStatement copy)
    {
        writer.Raw("COPY ");
        if (copy.Table is { } table)
        {
            writer.Name(table).Columns(copy.Columns);
        }
        else
        {
            StatementPrinter.Print(writer.Raw("("), copy.Query!);
            writer.Raw(")");
        }

        writer.Raw(copy.IsFrom ? " FROM " : " TO ");
        if (copy.FileName is { } file)
            writer.Text(file);
        else
            writer.Raw(copy.IsFrom ? "STDIN" : "STDOUT");
        if (!copy.Options.IsEmpty)
            OptionPrinter.List(writer.Raw(" WITH "), copy.Options);
        QueryPrinter.Condition(writer, " WHERE ", copy.Where);
    }

    private static void Targets(SqlWriter writer, SyntaxList<AssignmentTarget> targets)
    {
        if (!targets.IsEmpty)
            writer.Raw(" ").Parenthesized(targets, Target);
    }

    private static void Overriding(SqlWriter writer, OverridingKind kind) => writer
        .WordIf(kind == OverridingKind.User, "OVERRIDING USER VALUE")
        .WordIf(kind == OverridingKind.System, "OVERRIDING SYSTEM VALUE");

    private static void Assignment(SqlWriter writer, Assignment assignment)
    {
        if (assignment.IsRow)
            writer.Parenthesized(assignment.Targets, Target);
        else
            Target(writer, assignment.Targets[0]);
        ExpressionPrinter.Print(writer.Raw(" = "), assignment.Value);
    }

    private static void Target(SqlWriter writer, AssignmentTarget target)
    {
        writer.Name(target.Column);
        foreach (var step in target.Path)
        {
            if (step is FieldStep field)
                writer.Raw(".").Name(field.Name);
            else
                PrimaryPrinter.Subscript(writer, (Subscript)step);
        }
    }
}
