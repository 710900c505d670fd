using BTreeDb.Parsing.Generated;
using BTreeDb.Parsing.Syntax.Expressions;
using BTreeDb.Parsing.Syntax.Queries;

namespace BTreeDb.Parsing.Adapter;

/// <summary>OVER and WINDOW.</summary>
internal static class WindowAdapter
{
    /// <summary>The window of a call.</summary>
    public static OverClause Convert(BTreeDbParser.OverClauseContext context) => new(
        Nodes.Position(context),
        NameAdapter.Optional(context.colId()),
        context.windowSpecification() is { } specification ? Convert(specification) : null);

    /// <summary>A window that a query names.</summary>
    public static NamedWindow Convert(BTreeDbParser.NamedWindowContext context) =>
        new(Nodes.Position(context), NameAdapter.Name(context.colId()), Convert(context.windowSpecification()));

    private static WindowSpecification Convert(BTreeDbParser.WindowSpecificationContext context) => new(
        Nodes.Position(context),
        NameAdapter.Optional(context.colId()),
        ExpressionAdapter.List(context.exprList()),
        QueryAdapter.Sort(context.sortClause()),
        context.frame() is { } frame ? Convert(frame) : null);

    private static WindowFrame Convert(BTreeDbParser.FrameContext context)
    {
        var unit = context.Start.Type switch
        {
            BTreeDbLexer.ROWS => FrameUnit.Rows,
            BTreeDbLexer.RANGE => FrameUnit.Range,
            _ => FrameUnit.Groups,
        };
        var start = Convert(context.frameBound(0));
        var end = context.frameBound(1) is { } bound ? Convert(bound) : null;
        Validate(start, end);
        return new WindowFrame(Nodes.Position(context), unit, start, end, Exclusion(context.frameExclusion()));
    }

    private static FrameBound Convert(BTreeDbParser.FrameBoundContext context)
    {
        var preceding = context.PRECEDING() is not null;
        FrameBoundKind kind;
        if (context.UNBOUNDED() is not null)
            kind = preceding ? FrameBoundKind.UnboundedPreceding : FrameBoundKind.UnboundedFollowing;
        else if (context.CURRENT() is not null)
            kind = FrameBoundKind.CurrentRow;
        else
            kind = preceding ? FrameBoundKind.OffsetPreceding : FrameBoundKind.OffsetFollowing;
        return new FrameBound(Nodes.Position(context), kind, ExpressionAdapter.Optional(context.expr()));
    }

    private static void Validate(FrameBound start, FrameBound? end)
    {
        var last = end?.Kind ?? FrameBoundKind.CurrentRow;
        if (start.Kind == FrameBoundKind.UnboundedFollowing)
            throw ParsingErrors.Windowing("frame start cannot be UNBOUNDED FOLLOWING", start.Position);
        if (last == FrameBoundKind.UnboundedPreceding)
            throw ParsingErrors.Windowing("frame end cannot be UNBOUNDED PRECEDING", end!.Position);
        if (end is null && start.Kind == FrameBoundKind.OffsetFollowing)
            throw ParsingErrors.Windowing("frame starting from following row cannot end with current row", start.Position);
        if (start.Kind == FrameBoundKind.CurrentRow && last == FrameBoundKind.OffsetPreceding)
            throw ParsingErrors.Windowing("frame starting from current row cannot have preceding rows", end!.Position);
        if (start.Kind == FrameBoundKind.OffsetFollowing && last is FrameBoundKind.OffsetPreceding or FrameBoundKind.CurrentRow
            && start.Kind == FrameBoundKind.OffsetFollowing)
            throw ParsingErrors.Windowing("frame starting from following row cannot have preceding rows", start.Position);
    }

    private static FrameExclusion Exclusion(BTreeDbParser.FrameExclusionContext? context)
    {
        if (context is null || context.NO() is not null)
            return FrameExclusion.NoOthers;
        if (context.CURRENT() is not null)
            return FrameExclusion.CurrentRow;
        return context.GROUP() is not null ? FrameExclusion.Group : FrameExclusion.Ties;
    }
}
