using BTreeDb.Parsing.Syntax;
using BTreeDb.Parsing.Syntax.Definitions;
using BTreeDb.Parsing.Syntax.Queries;

namespace BTreeDb.Parsing.Printing;

/// <summary>CREATE.</summary>
internal static class DefinitionPrinter
{
    /// <summary>Prints the statement if it creates something.</summary>
    public static bool TryPrint(SqlWriter writer, Statement statement)
    {
        switch (statement)
        {
            case CreateTableStatement table:
                Begin(writer, table.Persistence, "TABLE ", table.IfNotExists, table.Name);
                writer.Raw(" ").Parenthesized(table.Elements, Element);
                Suffix(writer, table.Options, table.OnCommit);
                return true;
            case CreateTableAsStatement table:
                Begin(writer, table.Persistence, "TABLE ", table.IfNotExists, table.Name);
                Suffix(writer.Columns(table.Columns), table.Options, table.OnCommit);
                StatementPrinter.Print(writer.Raw(" AS "), table.Query);
                writer.WordIf(!table.WithData, "WITH NO DATA");
                return true;
            case CreateViewStatement view:
                View(writer, view);
                return true;
            case CreateMaterializedViewStatement view:
                Begin(writer, Persistence.Permanent, "MATERIALIZED VIEW ", view.IfNotExists, view.Name);
                Options(writer.Columns(view.Columns), view.Options);
                QueryPrinter.Print(writer.Raw(" AS "), view.Query);
                writer.WordIf(!view.WithData, "WITH NO DATA");
                return true;
            case CreateIndexStatement index:
                Index(writer, index);
                return true;
            case CreateSequenceStatement sequence:
                Begin(writer, sequence.Persistence, "SEQUENCE ", sequence.IfNotExists, sequence.Name);
                ConstraintPrinter.SequenceOptions(writer, sequence.Options);
                return true;
            case CreateSchemaStatement schema:
                Schema(writer, schema);
                return true;
            case CreateEnumStatement labels:
                writer.Raw("CREATE TYPE ").Name(labels.Name).Raw(" AS ENUM ");
                writer.Parenthesized(labels.Labels, static (output, label) => output.Text(label));
                return true;
            case CreateCollationStatement collation:
                writer.Raw("CREATE COLLATION ").Raw(collation.IfNotExists ? "IF NOT EXISTS " : "").Name(collation.Name);
                if (collation.From is { } from)
                    writer.Raw(" FROM ").Name(from);
                else
                    writer.Raw(" ").Parenthesized(collation.Options, CollationOption);
                return true;
            case CreateDomainStatement domain:
                TypePrinter.Print(writer.Raw("CREATE DOMAIN ").Name(domain.Name).Raw(" AS "), domain.Type);
                ConstraintPrinter.Qualifiers(writer, domain.Collation, domain.Constraints);
                return true;
            default:
                return false;
        }
    }

    private static void CollationOption(SqlWriter writer, CollationOption option)
    {
        writer.Name(option.Name);
        if (option.Value is not { } value)
            return;
        writer.Raw(" = ");
        if (option.IsText)
            writer.Text(value.Name);
        else
            writer.Name(value);
    }

    /// <summary>Prints a key of an index or conflict target.</summary>
    public static void IndexElement(SqlWriter writer, IndexElement element)
    {
        if (element.Key is Syntax.Expressions.ColumnReference { Parts: [var column] })
        {
            writer.Name(column);
        }
        else
        {
            ExpressionPrinter.Print(writer.Raw("("), element.Key);
            writer.Raw(")");
        }

        if (element.Collation is { } collation)
            writer.Raw(" COLLATE ").Name(collation);
        if (element.OperatorClass is { } operatorClass)
            writer.Raw(" ").Name(operatorClass);
        QueryPrinter.Order(writer, element.Direction, element.Nulls);
    }

    /// <summary>Prints a column with its type and constraints.</summary>
    public static void Column(SqlWriter writer, ColumnDefinition column)
    {
        TypePrinter.Print(writer.Name(column.Name).Raw(" "), column.Type);
        ConstraintPrinter.Qualifiers(writer, column.Collation, column.Constraints);
    }

    /// <summary>Prints WITH and options, or nothing.</summary>
    public static void Options(SqlWriter writer, SyntaxList<StatementOption> options)
    {
        if (!options.IsEmpty)
            OptionPrinter.List(writer.Raw(" WITH "), options);
    }

    private static void Begin(SqlWriter writer, Persistence persistence, string kind, bool ifNotExists, QualifiedName name) =>
        writer.Raw("CREATE ").Raw(QueryPrinter.Prefix(persistence)).Raw(kind).Raw(ifNotExists ? "IF NOT EXISTS " : "").Name(name);

    private static void Element(SqlWriter writer, TableElement element)
    {
        switch (element)
        {
            case ColumnDefinition column:
                Column(writer, column);
                break;
            case LikeElement like:
                Like(writer, like);
                break;
            default:
                ConstraintPrinter.Table(writer, (Constraint)element);
                break;
        }
    }

    private static void Like(SqlWriter writer, LikeElement like)
    {
        writer.Raw("LIKE ").Name(like.Table);
        foreach (var option in Enum.GetValues<LikeOptions>())
        {
            if (option is not (LikeOptions.None or LikeOptions.All) && like.Options.HasFlag(option))
                writer.Raw(" INCLUDING ").Raw(option.ToString().ToUpperInvariant());
        }
    }

    private static void Suffix(SqlWriter writer, SyntaxList<StatementOption> options, OnCommitAction onCommit)
    {
        Options(writer, options);
        writer.Raw(onCommit switch
        {
            OnCommitAction.Drop => " ON COMMIT DROP",
            OnCommitAction.DeleteRows => " ON COMMIT DELETE ROWS",
            OnCommitAction.PreserveRows => " ON COMMIT PRESERVE ROWS",
            _ => "",
        });
    }

    private static void View(SqlWriter writer, CreateViewStatement view)
    {
        writer.Raw(view.OrReplace ? "CREATE OR REPLACE " : "CREATE ").Raw(QueryPrinter.Prefix(view.Persistence));
        writer.Raw(view.Recursive ? "RECURSIVE VIEW " : "VIEW ").Name(view.Name).Columns(view.Columns);
        Options(writer, view.Options);
        QueryPrinter.Print(writer.Raw(" AS "), view.Query);
        writer.WordIf(view.CheckOption == ViewCheckOption.Local, "WITH LOCAL CHECK OPTION");
        writer.WordIf(view.CheckOption == ViewCheckOption.Cascaded, "WITH CASCADED CHECK OPTION");
    }

    private static void Index(SqlWriter writer, CreateIndexStatement index)
    {
        writer.Raw(index.Unique ? "CREATE UNIQUE INDEX" : "CREATE INDEX").WordIf(index.Concurrently, "CONCURRENTLY");
        writer.WordIf(index.IfNotExists, "IF NOT EXISTS");
        if (index.Name is { } name)
            writer.Raw(" ").Name(name);
        FromPrinter.Print(writer.Raw(" ON "), index.Table);
        if (index.Method is { } method)
            writer.Raw(" USING ").Name(method);
        writer.Raw(" ").Parenthesized(index.Elements, IndexElement);
        if (!index.Include.IsEmpty)
            writer.Raw(" INCLUDE").Columns(index.Include);
        writer.WordIf(index.NullsNotDistinct, "NULLS NOT DISTINCT");
        Options(writer, index.Options);
        QueryPrinter.Condition(writer, " WHERE ", index.Where);
    }

    private static void Schema(SqlWriter writer, CreateSchemaStatement schema)
    {
        writer.Raw(schema.IfNotExists ? "CREATE SCHEMA IF NOT EXISTS" : "CREATE SCHEMA");
        if (schema.Name is { } name)
            writer.Raw(" ").Name(name);
        if (schema.Authorization is { } owner)
            writer.Raw(" AUTHORIZATION ").Name(owner);
        foreach (var element in schema.Elements)
            StatementPrinter.Print(writer.Raw(" "), element);
    }
}
