using BTreeDb.Parsing.Generated;
using BTreeDb.Parsing.Syntax;
using BTreeDb.Parsing.Syntax.Definitions;
using BTreeDb.Parsing.Syntax.Expressions;

namespace BTreeDb.Parsing.Adapter;

/// <summary>CREATE INDEX, and the index elements of ON CONFLICT.</summary>
internal static class IndexAdapter
{
    /// <summary>Converts the statement.</summary>
    public static CreateIndexStatement Convert(BTreeDbParser.CreateIndexContext context, int position)
    {
        // The name stands before ON, the access method after it.
        var names = context.colId();
        var hasName = names.Length > 0 && names[0].Start.StartIndex < Nodes.PositionOf(context, BTreeDbLexer.ON);
        var method = names.Length > (hasName ? 1 : 0) ? NameAdapter.Name(names[^1]) : null;
        return new CreateIndexStatement(
            position,
            hasName ? NameAdapter.Name(names[0]) : null,
            FromAdapter.Relation(context.relation()),
            context.UNIQUE() is not null,
            context.CONCURRENTLY() is not null,
            context.ifNotExists() is not null,
            method,
            Nodes.Map<BTreeDbParser.IndexElementContext, IndexElement>(context, Element),
            NameAdapter.Columns(context.nameList()),
            NullsNotDistinct(context.nullsDistinct()),
            OptionAdapter.List(context.optionList()),
            QueryAdapter.Where(context.whereClause()));
    }

    /// <summary>A key of an index.</summary>
    public static IndexElement Element(BTreeDbParser.IndexElementContext context)
    {
        if (context.optionList() is { } options)
            throw ParsingErrors.NotSupported("operator class parameters", Nodes.Position(options));
        var names = context.qualifiedName();
        var hasCollation = context.COLLATE() is not null;
        return new IndexElement(
            Nodes.Position(context),
            Key(context),
            hasCollation ? NameAdapter.Qualified(names[0]) : null,
            names.Length > (hasCollation ? 1 : 0) ? NameAdapter.Qualified(names[^1]) : null,
            QueryAdapter.Direction(context),
            QueryAdapter.Nulls(context.nullsOrder()));
    }

    /// <summary>Whether NULLS NOT DISTINCT was written.</summary>
    public static bool NullsNotDistinct(BTreeDbParser.NullsDistinctContext? context) => context?.NOT() is not null;

    private static Expression Key(BTreeDbParser.IndexElementContext context)
    {
        var position = Nodes.Position(context);
        if (context.colId() is { } column)
            return new ColumnReference(position, new SyntaxList<string>([NameAdapter.Name(column)]));
        if (context.functionName() is { } name)
            return CallAdapter.Convert(NameAdapter.Function(name), context.plainCall());
        if (context.functionExpression() is { } function)
            return FromPrimaryAdapter.FunctionExpression(function);
        return context.query() is { } query
            ? new SubqueryExpression(position, QueryAdapter.Convert(query))
            : ExpressionAdapter.Convert(context.expr());
    }
}
