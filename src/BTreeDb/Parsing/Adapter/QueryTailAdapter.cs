using Antlr4.Runtime.Tree;
using BTreeDb.Diagnostics;
using BTreeDb.Parsing.Generated;
using BTreeDb.Parsing.Syntax;
using BTreeDb.Parsing.Syntax.Expressions;
using BTreeDb.Parsing.Syntax.Queries;

namespace BTreeDb.Parsing.Adapter;

/// <summary>LIMIT, OFFSET, FETCH FIRST and FOR UPDATE, which come in any order but each limit only once.</summary>
internal static class QueryTailAdapter
{
    /// <summary>The limits and row locks of a query.</summary>
    public static (LimitClause? Limit, SyntaxList<LockingClause> Locking) Convert(BTreeDbParser.SelectBodyContext context)
    {
        if (context.selectTail() is not { Length: > 0 } tails)
            return (null, SyntaxList<LockingClause>.Empty);
        LimitClause? limit = null;
        var locking = new List<LockingClause>();
        var hasCount = false;
        foreach (var tail in tails)
        {
            if (tail.lockingClause() is { } lockingContext)
            {
                if (Locking(lockingContext) is { } clause)
                    locking.Add(clause);
                continue;
            }

            limit ??= new LimitClause(Nodes.Position(tail), null, null, false);
            if (tail.offsetClause() is { } offset)
            {
                limit = limit.Offset is null
                    ? limit with { Offset = ExpressionAdapter.Convert(offset.expr()) }
                    : throw ParsingErrors.Invalid("multiple OFFSET clauses not allowed", Nodes.Position(offset));
                continue;
            }

            if (hasCount)
                throw ParsingErrors.Invalid("multiple LIMIT clauses not allowed", Nodes.Position(tail));
            hasCount = true;
            limit = tail.limitClause() is { } count ? Limit(limit, count) : Fetch(limit, tail.fetchClause());
        }

        if (limit is { WithTies: true } && context.sortClause() is null)
            throw ParsingErrors.Invalid("WITH TIES cannot be specified without ORDER BY clause", limit.Position);
        return (limit, new SyntaxList<LockingClause>(locking.ToArray()));
    }

    private static LimitClause Limit(LimitClause limit, BTreeDbParser.LimitClauseContext context)
    {
        if (context.COMMA() is { } comma)
        {
            throw new EngineException(SqlState.SyntaxError, "LIMIT #,# syntax is not supported")
            {
                Position = comma.Symbol.StartIndex,
                Hint = "Use separate LIMIT and OFFSET clauses.",
            };
        }

        return limit with { Count = ExpressionAdapter.Optional(context.expr(0)) };
    }

    private static LimitClause Fetch(LimitClause limit, BTreeDbParser.FetchClauseContext context) => limit with
    {
        Count = context.fetchCount() is { } count ? Count(count) : new IntegerLiteral(Nodes.Position(context), 1),
        WithTies = context.WITH() is not null,
    };

    private static Expression Count(BTreeDbParser.FetchCountContext context)
    {
        if (context.expr() is { } value)
            return ExpressionAdapter.Convert(value);
        if (context.query() is { } query)
            return new SubqueryExpression(Nodes.Position(context), QueryAdapter.Convert(query));
        return context.parameter() is { } parameter ? LiteralAdapter.Parameter(parameter) : LiteralAdapter.Signed(context);
    }

    // FOR READ ONLY asks for nothing.
    private static LockingClause? Locking(BTreeDbParser.LockingClauseContext context)
    {
        if (context.READ() is not null)
            return null;
        var strength = ((ITerminalNode)context.GetChild(1)).Symbol.Type switch
        {
            BTreeDbLexer.UPDATE => RowLockStrength.Update,
            BTreeDbLexer.NO => RowLockStrength.NoKeyUpdate,
            BTreeDbLexer.SHARE => RowLockStrength.Share,
            _ => RowLockStrength.KeyShare,
        };
        var wait = context.NOWAIT() is not null
            ? RowLockWait.NoWait
            : context.SKIP_() is not null ? RowLockWait.SkipLocked : RowLockWait.Wait;
        return new LockingClause(
            Nodes.Position(context), strength, NameAdapter.QualifiedList(context.qualifiedNameList()), wait);
    }
}
