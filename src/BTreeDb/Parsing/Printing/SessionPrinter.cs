using System.Globalization;
using BTreeDb.Parsing.Syntax;
using BTreeDb.Parsing.Syntax.Session;

namespace BTreeDb.Parsing.Printing;

/// <summary>Transactions, settings, prepared statements, cursors.</summary>
internal static class SessionPrinter
{
    /// <summary>Prints the statement if it is one of these.</summary>
    public static bool TryPrint(SqlWriter writer, Statement statement)
    {
        switch (statement)
        {
            case BeginStatement begin:
                Modes(writer.Raw("BEGIN"), begin.Modes);
                return true;
            case CommitStatement commit:
                writer.Raw("COMMIT").WordIf(commit.Chain, "AND CHAIN");
                return true;
            case RollbackStatement rollback:
                writer.Raw("ROLLBACK").WordIf(rollback.Chain, "AND CHAIN");
                return true;
            case SavepointStatement savepoint:
                writer.Raw("SAVEPOINT ").Name(savepoint.Name);
                return true;
            case ReleaseSavepointStatement release:
                writer.Raw("RELEASE SAVEPOINT ").Name(release.Name);
                return true;
            case RollbackToSavepointStatement rollback:
                writer.Raw("ROLLBACK TO SAVEPOINT ").Name(rollback.Name);
                return true;
            case SetTransactionStatement set:
                Modes(writer.Raw(set.IsSession ? "SET SESSION CHARACTERISTICS AS TRANSACTION" : "SET TRANSACTION"), set.Modes);
                return true;
            case SetConstraintsStatement set:
                writer.Raw("SET CONSTRAINTS ").Raw(set.Names.IsEmpty ? "ALL" : "").List(set.Names, static (output, name) => output.Name(name));
                writer.Raw(set.Deferred ? " DEFERRED" : " IMMEDIATE");
                return true;
            case SetStatement set:
                Setting(writer.Raw(set.IsLocal ? "SET LOCAL " : "SET "), set.Name).Raw(set.Values.IsEmpty ? " TO DEFAULT" : " TO ");
                writer.List(set.Values, ExpressionPrinter.Print);
                return true;
            case ShowStatement show:
                Setting(writer.Raw("SHOW "), show.Name);
                return true;
            case ResetStatement reset:
                Setting(writer.Raw("RESET "), reset.Name);
                return true;
            default:
                return Prepared(writer, statement) || Cursor(writer, statement);
        }
    }

    private static bool Prepared(SqlWriter writer, Statement statement)
    {
        switch (statement)
        {
            case PrepareStatement prepare:
                writer.Raw("PREPARE ").Name(prepare.Name);
                if (!prepare.ParameterTypes.IsEmpty)
                    writer.Raw(" ").Parenthesized(prepare.ParameterTypes, TypePrinter.Print);
                StatementPrinter.Print(writer.Raw(" AS "), prepare.Statement);
                return true;
            case ExecuteStatement execute:
                writer.Raw("EXECUTE ").Name(execute.Name);
                if (!execute.Arguments.IsEmpty)
                    writer.Raw(" ").Parenthesized(execute.Arguments, ExpressionPrinter.Print);
                return true;
            case DeallocateStatement deallocate:
                AllOrName(writer.Raw("DEALLOCATE "), deallocate.Name);
                return true;
            default:
                return false;
        }
    }

    private static bool Cursor(SqlWriter writer, Statement statement)
    {
        switch (statement)
        {
            case DeclareCursorStatement declare:
                writer.Raw("DECLARE ").Name(declare.Name).WordIf(declare.Binary, "BINARY").WordIf(declare.Insensitive, "INSENSITIVE");
                writer.WordIf(declare.Scroll == true, "SCROLL").WordIf(declare.Scroll == false, "NO SCROLL").Word("CURSOR");
                QueryPrinter.Print(writer.WordIf(declare.WithHold, "WITH HOLD").Raw(" FOR "), declare.Query);
                return true;
            case FetchStatement fetch:
                writer.Raw(fetch.IsMove ? "MOVE " : "FETCH ").Raw(fetch.Direction.ToString().ToUpperInvariant());
                writer.Word(fetch.Count?.ToString(CultureInfo.InvariantCulture) ?? "ALL").Raw(" FROM ").Name(fetch.Cursor);
                return true;
            case CloseStatement close:
                AllOrName(writer.Raw("CLOSE "), close.Name);
                return true;
            default:
                return false;
        }
    }

    private static void AllOrName(SqlWriter writer, string? name)
    {
        if (name is null)
            writer.Raw("ALL");
        else
            writer.Name(name);
    }

    private static SqlWriter Setting(SqlWriter writer, string? name) =>
        name is null ? writer.Raw("ALL") : writer.Dotted(new SyntaxList<string>(name.Split('.')));

    private static void Modes(SqlWriter writer, TransactionModes modes)
    {
        writer.Raw(modes.Isolation switch
        {
            IsolationLevelName.ReadUncommitted => " ISOLATION LEVEL READ UNCOMMITTED",
            IsolationLevelName.ReadCommitted => " ISOLATION LEVEL READ COMMITTED",
            IsolationLevelName.RepeatableRead => " ISOLATION LEVEL REPEATABLE READ",
            IsolationLevelName.Serializable => " ISOLATION LEVEL SERIALIZABLE",
            _ => "",
        });
        writer.WordIf(modes.ReadOnly == true, "READ ONLY").WordIf(modes.ReadOnly == false, "READ WRITE");
        writer.WordIf(modes.Deferrable == true, "DEFERRABLE").WordIf(modes.Deferrable == false, "NOT DEFERRABLE");
    }
}
