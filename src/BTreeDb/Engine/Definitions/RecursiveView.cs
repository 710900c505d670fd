using System.Text;
using BTreeDb.Catalog;
using BTreeDb.Parsing;
using BTreeDb.Parsing.Printing;
using BTreeDb.Parsing.Syntax.Definitions;
using BTreeDb.Parsing.Syntax.Queries;

namespace BTreeDb.Engine.Definitions;

/// <summary>CREATE RECURSIVE VIEW is a view over WITH RECURSIVE of the same name.</summary>
internal static class RecursiveView
{
    /// <summary>The query that the statement stands for.</summary>
    public static SelectStatement Query(CreateViewStatement statement)
    {
        var columns = new StringBuilder();
        foreach (var column in statement.Columns)
            columns.Append(columns.Length > 0 ? ", " : "").Append(QualifiedText.Quote(column.Text));
        var name = QualifiedText.Quote(statement.Name.Name);
        return (SelectStatement)SqlParser.ParseStatement(
            $"WITH RECURSIVE {name} ({columns}) AS ({SyntaxPrinter.Print(statement.Query)}) SELECT {columns} FROM {name}");
    }
}
