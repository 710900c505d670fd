using BTreeDb.Parsing.Generated;
using BTreeDb.Parsing.Syntax;
using BTreeDb.Parsing.Syntax.Changes;
using BTreeDb.Parsing.Syntax.Expressions;

namespace BTreeDb.Parsing.Adapter;

/// <summary>COPY; options of the old syntax become options of the new.</summary>
internal static class CopyAdapter
{
    /// <summary>Converts the statement.</summary>
    public static CopyStatement Convert(BTreeDbParser.CopyStatementContext context)
    {
        if (context.PROGRAM() is { } program)
            throw ParsingErrors.NotSupported("COPY with PROGRAM", program.Symbol.StartIndex);
        var query = context.preparable() is { } preparable ? ChangeAdapter.Preparable(preparable) : null;
        return new CopyStatement(
            Nodes.Position(context),
            NameAdapter.OptionalQualified(context.qualifiedName()),
            NameAdapter.Columns(context.nameList()),
            query,
            context.FROM() is not null,
            LiteralAdapter.OptionalText(context.STRING()),
            context.LP() is not null && context.option().Length > 0
                ? OptionAdapter.Children(context)
                : Nodes.Map<BTreeDbParser.CopyLegacyOptionContext, StatementOption>(context, Legacy),
            QueryAdapter.Where(context.whereClause()));
    }

    private static StatementOption Legacy(BTreeDbParser.CopyLegacyOptionContext context)
    {
        var position = Nodes.Position(context);
        if (context.STRING() is { } text)
            return new StatementOption(position, NameAdapter.Name(context.Start), new StringLiteral(position, LiteralAdapter.Text(text.Symbol)));
        if (context.FORCE() is not null)
            return new StatementOption(position, ForceName(context), Columns(context));
        return context.Start.Type is BTreeDbLexer.CSV or BTreeDbLexer.BINARY
            ? new StatementOption(position, "format", new StringLiteral(position, NameAdapter.Name(context.Start)))
            : OptionAdapter.Flag(context.Start);
    }

    private static string ForceName(BTreeDbParser.CopyLegacyOptionContext context) => context.QUOTE() is not null
        ? "force_quote"
        : context.NOT() is not null ? "force_not_null" : "force_null";

    private static Expression Columns(BTreeDbParser.CopyLegacyOptionContext context)
    {
        if (context.STAR() is { } star)
            return new AllColumns(star.Symbol.StartIndex, SyntaxList<string>.Empty);
        var names = Nodes.Map<BTreeDbParser.ColIdContext, Expression>(context.columnNames(), static name =>
            new StringLiteral(Nodes.Position(name), NameAdapter.Name(name)));
        return new RowConstructor(Nodes.Position(context), names, true);
    }
}
