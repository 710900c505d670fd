using BTreeDb.Parsing.Syntax;
using BTreeDb.Parsing.Syntax.Expressions;

namespace BTreeDb.Parsing.Printing;

/// <summary>Option lists. Values that were words are printed as strings, which mean the same.</summary>
internal static class OptionPrinter
{
    /// <summary>Prints options in parentheses.</summary>
    public static void List(SqlWriter writer, SyntaxList<StatementOption> options) =>
        writer.Parenthesized(options, static (output, option) =>
        {
            // A dot in the name separates a namespace from the rest.
            var parts = option.Name.Split('.');
            output.Dotted(new SyntaxList<string>(parts));
            if (option.Value is { } value)
                Value(output.Raw(" "), value);
        });

    private static void Value(SqlWriter writer, Expression value)
    {
        if (value is RowConstructor row)
            writer.Parenthesized(row.Fields, Value);
        else
            ExpressionPrinter.Print(writer, value);
    }
}
