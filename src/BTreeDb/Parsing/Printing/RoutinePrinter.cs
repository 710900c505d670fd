using BTreeDb.Parsing.Syntax;
using BTreeDb.Parsing.Syntax.Definitions;
using BTreeDb.Parsing.Syntax.Session;

namespace BTreeDb.Parsing.Printing;

/// <summary>Functions and procedures: CREATE, ALTER, DROP, COMMENT and CALL.</summary>
internal static class RoutinePrinter
{
    /// <summary>Prints the statement if it is one of these.</summary>
    public static bool TryPrint(SqlWriter writer, Statement statement)
    {
        switch (statement)
        {
            case CreateRoutineStatement create:
                Create(writer, create);
                return true;
            case AlterRoutineStatement alter:
                Alter(writer, alter);
                return true;
            case DropRoutineStatement drop:
                writer.Raw("DROP ").Raw(ObjectPrinter.KindName(drop.Kind)).WordIf(drop.IfExists, "IF EXISTS");
                writer.Raw(" ").List(drop.Routines, Reference).WordIf(drop.Behavior == DropBehavior.Cascade, "CASCADE");
                return true;
            case CommentOnRoutineStatement comment:
                writer.Raw("COMMENT ON ").Raw(ObjectPrinter.KindName(comment.Kind)).Raw(" ");
                Reference(writer, comment.Routine);
                writer.Raw(" IS ");
                if (comment.Text is { } text)
                    writer.Text(text);
                else
                    writer.Raw("NULL");
                return true;
            case CallStatement call:
                CallPrinter.Print(writer.Raw("CALL "), call.Call);
                return true;
            case ReturnStatement @return:
                ExpressionPrinter.Print(writer.Raw("RETURN "), @return.Value);
                return true;
            default:
                return false;
        }
    }

    /// <summary>Prints a body in SQL's own form.</summary>
    public static void Body(SqlWriter writer, RoutineBody body)
    {
        if (!body.IsAtomic)
        {
            StatementPrinter.Print(writer, body.Statements[0]);
            return;
        }

        writer.Raw("BEGIN ATOMIC");
        foreach (var statement in body.Statements)
        {
            StatementPrinter.Print(writer.Raw(" "), statement);
            writer.Raw(";");
        }

        writer.Raw(" END");
    }

    private static void Create(SqlWriter writer, CreateRoutineStatement create)
    {
        var parameters = new List<RoutineParameter>();
        var columns = new List<RoutineParameter>();
        foreach (var parameter in create.Parameters)
            (parameter.Mode == RoutineParameterMode.Table ? columns : parameters).Add(parameter);
        writer.Raw(create.OrReplace ? "CREATE OR REPLACE " : "CREATE ").Raw(create.IsProcedure ? "PROCEDURE " : "FUNCTION ");
        writer.Name(create.Name).Parenthesized([.. parameters], Parameter);
        if (columns.Count > 0)
            writer.Raw(" RETURNS TABLE ").Parenthesized([.. columns], Parameter);
        else if (create.Result is { } result)
            TypePrinter.Print(writer.Raw(create.ReturnsSet ? " RETURNS SETOF " : " RETURNS "), result);
        Options(writer, create.Options);
        if (create.Body is { } body)
            Body(writer.Raw(" "), body);
    }

    private static void Alter(SqlWriter writer, AlterRoutineStatement alter)
    {
        writer.Raw("ALTER ").Raw(ObjectPrinter.KindName(alter.Kind)).Raw(" ");
        Reference(writer, alter.Routine);
        switch (alter.Action)
        {
            case AlterRoutineAction.Rename:
                writer.Raw(" RENAME TO ").Name(alter.Value!);
                break;
            case AlterRoutineAction.SetSchema:
                writer.Raw(" SET SCHEMA ").Name(alter.Value!);
                break;
            case AlterRoutineAction.SetOwner:
                writer.Raw(" OWNER TO ").Name(alter.Value!);
                break;
            default:
                Options(writer, alter.Options);
                break;
        }
    }

    /// <summary>Prints the name of a routine with its parameters.</summary>
    public static void Reference(SqlWriter writer, RoutineReference reference)
    {
        writer.Name(reference.Name);
        if (reference.HasParameters)
            writer.Parenthesized(reference.Parameters, Parameter);
    }

    private static void Parameter(SqlWriter writer, RoutineParameter parameter)
    {
        writer.Raw(parameter.Mode switch
        {
            RoutineParameterMode.Out => "OUT ",
            RoutineParameterMode.InOut => "INOUT ",
            RoutineParameterMode.Variadic => "VARIADIC ",
            RoutineParameterMode.In when parameter.Name is null => "IN ",
            _ => "",
        });
        if (parameter.Name is { } name)
            writer.Name(name).Raw(" ");
        TypePrinter.Print(writer.Raw(parameter.IsSet ? "SETOF " : ""), parameter.Type);
        if (parameter.Default is { } value)
            ExpressionPrinter.Print(writer.Raw(" DEFAULT "), value);
    }

    private static void Options(SqlWriter writer, SyntaxList<RoutineOption> options)
    {
        foreach (var option in options)
        {
            switch (option.Kind)
            {
                case RoutineOptionKind.Language:
                    writer.Raw(" LANGUAGE ").Name(option.Value!);
                    break;
                case RoutineOptionKind.Text:
                    writer.Raw(" AS ").Text(option.Value!);
                    break;
                case RoutineOptionKind.LinkSymbol:
                    writer.Raw(", ").Text(option.Value!);
                    break;
                case RoutineOptionKind.Cost or RoutineOptionKind.Rows:
                    writer.Raw(option.Kind == RoutineOptionKind.Cost ? " COST " : " ROWS ").Raw(option.Value!);
                    break;
                case RoutineOptionKind.Parallel:
                    writer.Raw(" PARALLEL ").Name(option.Value!);
                    break;
                default:
                    writer.Word(WordsOf(option.Kind));
                    break;
            }
        }
    }

    private static string WordsOf(RoutineOptionKind kind) => kind switch
    {
        RoutineOptionKind.Immutable => "IMMUTABLE",
        RoutineOptionKind.Stable => "STABLE",
        RoutineOptionKind.Volatile => "VOLATILE",
        RoutineOptionKind.Window => "WINDOW",
        RoutineOptionKind.Strict => "STRICT",
        RoutineOptionKind.CalledOnNullInput => "CALLED ON NULL INPUT",
        RoutineOptionKind.LeakProof => "LEAKPROOF",
        RoutineOptionKind.NotLeakProof => "NOT LEAKPROOF",
        RoutineOptionKind.SecurityDefiner => "SECURITY DEFINER",
        _ => "SECURITY INVOKER",
    };
}
