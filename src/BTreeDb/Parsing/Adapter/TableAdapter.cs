using BTreeDb.Parsing.Generated;
using BTreeDb.Parsing.Syntax;
using BTreeDb.Parsing.Syntax.Definitions;

namespace BTreeDb.Parsing.Adapter;

/// <summary>CREATE TABLE, also AS.</summary>
internal static class TableAdapter
{
    /// <summary>Converts either form.</summary>
    public static Statement Convert(
        int position,
        BTreeDbParser.PersistenceContext? persistence,
        BTreeDbParser.IfNotExistsContext? ifNotExists,
        BTreeDbParser.QualifiedNameContext name,
        BTreeDbParser.CreateTableBodyContext body)
    {
        var suffix = body.tableSuffix();
        RejectUnsupported(suffix);
        var onCommit = OnCommit(suffix);
        var options = OptionAdapter.List(suffix.optionList());
        if (body.AS() is null)
        {
            return new CreateTableStatement(
                position,
                NameAdapter.Qualified(name),
                Persistence(persistence),
                ifNotExists is not null,
                Nodes.Map<BTreeDbParser.TableElementContext, TableElement>(body, Element),
                options,
                onCommit);
        }

        return new CreateTableAsStatement(
            position,
            NameAdapter.Qualified(name),
            Persistence(persistence),
            ifNotExists is not null,
            NameAdapter.Columns(body.nameList()),
            options,
            onCommit,
            body.preparable() is { } query ? Query(query) : CursorAdapter.Execute(body.executeStatement()),
            ObjectAdapter.WithData(body.withData()));
    }

    /// <summary>TEMPORARY, UNLOGGED or neither.</summary>
    public static Persistence Persistence(BTreeDbParser.PersistenceContext? context)
    {
        if (context is null)
            return Syntax.Persistence.Permanent;
        return context.UNLOGGED() is null ? Syntax.Persistence.Temporary : Syntax.Persistence.Unlogged;
    }

    /// <summary>A column with its constraints.</summary>
    public static ColumnDefinition Column(BTreeDbParser.ColumnDefinitionContext context)
    {
        var (collation, constraints) = ConstraintAdapter.Qualifiers(context);
        return new ColumnDefinition(
            Nodes.Position(context),
            NameAdapter.Name(context.colId()),
            TypeAdapter.Convert(context.typeName()),
            collation,
            constraints);
    }

    private static Statement Query(BTreeDbParser.PreparableContext context) =>
        context.selectBody() is not null ? ChangeAdapter.Preparable(context) : throw ParsingErrors.Syntax(context.Start);

    private static TableElement Element(BTreeDbParser.TableElementContext context)
    {
        if (context.columnDefinition() is { } column)
            return Column(column);
        return context.tableConstraint() is { } constraint ? ConstraintAdapter.Table(constraint) : Like(context);
    }

    private static LikeElement Like(BTreeDbParser.TableElementContext context)
    {
        var options = LikeOptions.None;
        var including = false;
        foreach (var child in context.children)
        {
            if (child is Antlr4.Runtime.Tree.ITerminalNode word)
                including = word.Symbol.Type == BTreeDbLexer.INCLUDING;
            else if (child is BTreeDbParser.LikeOptionContext option)
                options = including ? options | Option(option) : options & ~Option(option);
        }

        return new LikeElement(Nodes.Position(context), NameAdapter.Qualified(context.qualifiedName()), options);
    }

    private static LikeOptions Option(BTreeDbParser.LikeOptionContext context) => context.Start.Type switch
    {
        BTreeDbLexer.COMMENTS => LikeOptions.Comments,
        BTreeDbLexer.COMPRESSION => LikeOptions.Compression,
        BTreeDbLexer.CONSTRAINTS => LikeOptions.Constraints,
        BTreeDbLexer.DEFAULTS => LikeOptions.Defaults,
        BTreeDbLexer.GENERATED => LikeOptions.Generated,
        BTreeDbLexer.IDENTITY => LikeOptions.Identity,
        BTreeDbLexer.INDEXES => LikeOptions.Indexes,
        BTreeDbLexer.STATISTICS => LikeOptions.Statistics,
        BTreeDbLexer.STORAGE => LikeOptions.Storage,
        _ => LikeOptions.All,
    };

    private static OnCommitAction OnCommit(BTreeDbParser.TableSuffixContext context)
    {
        if (context.COMMIT() is null)
            return OnCommitAction.Default;
        if (context.DROP() is not null)
            return OnCommitAction.Drop;
        return context.DELETE() is not null ? OnCommitAction.DeleteRows : OnCommitAction.PreserveRows;
    }

    private static void RejectUnsupported(BTreeDbParser.TableSuffixContext context)
    {
        if (context.INHERITS() is { } inherits)
            throw ParsingErrors.NotSupported("INHERITS", inherits.Symbol.StartIndex);
        if (context.PARTITION() is { } partition)
            throw ParsingErrors.NotSupported("PARTITION BY", partition.Symbol.StartIndex);
        if (context.USING() is { } method)
            throw ParsingErrors.NotSupported("a table access method", method.Symbol.StartIndex);
        if (context.TABLESPACE() is { } tablespace)
            throw ParsingErrors.NotSupported("TABLESPACE", tablespace.Symbol.StartIndex);
    }
}
