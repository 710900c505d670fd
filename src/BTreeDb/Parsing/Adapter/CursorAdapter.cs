using BTreeDb.Parsing.Generated;
using BTreeDb.Parsing.Syntax;
using BTreeDb.Parsing.Syntax.Session;

namespace BTreeDb.Parsing.Adapter;

/// <summary>Prepared statements, cursors and DISCARD: what lives in a session.</summary>
internal static class CursorAdapter
{
    /// <summary>Converts the statement.</summary>
    public static Statement Convert(BTreeDbParser.StatementContext context)
    {
        var position = Nodes.Position(context);
        switch (context.GetChild(0))
        {
            case BTreeDbParser.PrepareStatementContext prepare:
                return new PrepareStatement(
                    position,
                    NameAdapter.Name(prepare.colId()),
                    Nodes.Map<BTreeDbParser.TypeNameContext, TypeName>(prepare, TypeAdapter.Convert),
                    ChangeAdapter.Preparable(prepare.preparable()));
            case BTreeDbParser.ExecuteStatementContext execute:
                return Execute(execute);
            case BTreeDbParser.DeallocateStatementContext deallocate:
                return new DeallocateStatement(position, NameAdapter.Optional(deallocate.colId()));
            case BTreeDbParser.DeclareStatementContext declare:
                return Declare(declare);
            case BTreeDbParser.FetchStatementContext fetch:
                return Fetch(fetch);
            case BTreeDbParser.CloseStatementContext close:
                return new CloseStatement(position, NameAdapter.Optional(close.colId()));
            case BTreeDbParser.PrivilegeStatementContext privilege:
                return PrivilegeAdapter.Convert(privilege);
            case BTreeDbParser.CallStatementContext call:
                return new CallStatement(
                    position, CallAdapter.Convert(NameAdapter.Function(call.functionName()), call.plainCall()));
            case BTreeDbParser.DiscardStatementContext discard:
                return new DiscardStatement(position, Discard(discard.Stop.Type));
            default:
                throw ParsingErrors.Syntax(context.Start);
        }
    }

    /// <summary>EXECUTE.</summary>
    public static ExecuteStatement Execute(BTreeDbParser.ExecuteStatementContext context) =>
        new(Nodes.Position(context), NameAdapter.Name(context.colId()), ExpressionAdapter.List(context.exprList()));

    /// <summary>DECLARE.</summary>
    public static DeclareCursorStatement Declare(BTreeDbParser.DeclareStatementContext context)
    {
        var statement = new DeclareCursorStatement(
            Nodes.Position(context),
            NameAdapter.Name(context.colId()),
            false,
            false,
            null,
            context.HOLD() is not null && context.WITH() is not null,
            QueryAdapter.Convert(context.query()));
        foreach (var option in context.cursorOption())
        {
            statement = option.Stop.Type switch
            {
                BTreeDbLexer.BINARY => statement with { Binary = true },
                BTreeDbLexer.INSENSITIVE => statement with { Insensitive = true },
                BTreeDbLexer.SCROLL => statement with { Scroll = option.NO() is null },
                _ => statement,
            };
        }

        return statement;
    }

    private static FetchStatement Fetch(BTreeDbParser.FetchStatementContext context)
    {
        var (direction, count) = Direction(context.fetchDirection());
        return new FetchStatement(
            Nodes.Position(context), context.MOVE() is not null, direction, count, NameAdapter.Name(context.colId()));
    }

    private static (FetchDirection Direction, long? Count) Direction(BTreeDbParser.FetchDirectionContext? context)
    {
        if (context is null)
            return (FetchDirection.Forward, 1);
        long? number = context.signedNumber() is { } signed ? LiteralAdapter.SignedInt64(signed) : null;
        return context.Start.Type switch
        {
            BTreeDbLexer.NEXT => (FetchDirection.Forward, 1),
            BTreeDbLexer.PRIOR => (FetchDirection.Backward, 1),
            BTreeDbLexer.FIRST => (FetchDirection.Absolute, 1),
            BTreeDbLexer.LAST => (FetchDirection.Absolute, -1),
            BTreeDbLexer.ABSOLUTE => (FetchDirection.Absolute, number),
            BTreeDbLexer.RELATIVE => (FetchDirection.Relative, number),
            BTreeDbLexer.BACKWARD => (FetchDirection.Backward, context.ALL() is not null ? null : number ?? 1),
            BTreeDbLexer.FORWARD => (FetchDirection.Forward, context.ALL() is not null ? null : number ?? 1),
            BTreeDbLexer.ALL => (FetchDirection.Forward, null),
            _ => (FetchDirection.Forward, number),
        };
    }

    private static DiscardTarget Discard(int tokenType) => tokenType switch
    {
        BTreeDbLexer.PLANS => DiscardTarget.Plans,
        BTreeDbLexer.SEQUENCES => DiscardTarget.Sequences,
        BTreeDbLexer.ALL => DiscardTarget.All,
        _ => DiscardTarget.Temporary,
    };
}
