using BTreeDb.Parsing.Syntax;
using BTreeDb.Parsing.Syntax.Queries;

namespace BTreeDb.Parsing.Printing;

/// <summary>Finds the printer for a statement.</summary>
internal static class StatementPrinter
{
    /// <summary>Prints a statement.</summary>
    public static void Print(SqlWriter writer, Statement statement)
    {
        if (statement is SelectStatement select)
            QueryPrinter.Print(writer, select);
        else if (!ChangePrinter.TryPrint(writer, statement) && !DefinitionPrinter.TryPrint(writer, statement)
            && !ObjectPrinter.TryPrint(writer, statement) && !SessionPrinter.TryPrint(writer, statement)
            && !RoutinePrinter.TryPrint(writer, statement) && !MaintenancePrinter.TryPrint(writer, statement))
            throw new NotSupportedException($"no SQL for {statement.GetType().Name}");
    }
}
