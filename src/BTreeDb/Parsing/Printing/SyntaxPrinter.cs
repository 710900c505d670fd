using BTreeDb.Parsing.Syntax;
using BTreeDb.Parsing.Syntax.Expressions;

namespace BTreeDb.Parsing.Printing;

/// <summary>
/// Turns syntax trees back into SQL, in one canonical form. Parsing the text gives an equal tree; what is stored in the
/// catalog (views, defaults, checks) relies on that.
/// </summary>
internal static class SyntaxPrinter
{
    /// <summary>The text of a statement, without a semicolon.</summary>
    public static string Print(Statement statement)
    {
        var writer = new SqlWriter();
        StatementPrinter.Print(writer, statement);
        return writer.ToString();
    }

    /// <summary>The text of an expression.</summary>
    public static string Print(Expression expression)
    {
        var writer = new SqlWriter();
        ExpressionPrinter.Print(writer, expression);
        return writer.ToString();
    }

    /// <summary>The text of a type.</summary>
    public static string Print(TypeName type)
    {
        var writer = new SqlWriter();
        TypePrinter.Print(writer, type);
        return writer.ToString();
    }
}
