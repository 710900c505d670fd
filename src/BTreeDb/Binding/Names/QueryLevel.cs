using BTreeDb.Binding.Analysis;
using BTreeDb.Binding.Expressions;
using BTreeDb.Binding.Queries;
using BTreeDb.Parsing.Syntax;
using BTreeDb.Parsing.Syntax.Queries;

namespace BTreeDb.Binding.Names;

/// <summary>
/// One SELECT block, or the rows of a change: what its FROM consists of, and the aggregates that belong to it. An
/// aggregate in a subquery may belong to an outer level.
/// </summary>
internal sealed class QueryLevel(QueryLevel? outer)
{
    private readonly HashSet<ColumnId> _aggregateOutputs = [];
    private readonly HashSet<ColumnId> _windowOutputs = [];
    private readonly HashSet<ColumnId> _rowFunctionOutputs = [];

    /// <summary>The level around, or null.</summary>
    public QueryLevel? Outer { get; } = outer;

    /// <summary>The clause that is being bound.</summary>
    public ClauseKind Clause { get; set; }

    /// <summary>Whether FROM has the rows of a recursion's round before.</summary>
    public bool HasWorkTable { get; set; }

    /// <summary>Whether GROUPING was called.</summary>
    public bool HasGrouping { get; set; }

    /// <summary>The aggregates found so far.</summary>
    public List<BoundAggregate> Aggregates { get; } = [];

    /// <summary>The base tables in FROM, for functional dependencies.</summary>
    public List<BoundBaseTable> Tables { get; } = [];

    /// <summary>Every named item of FROM, also those that cannot be seen, for errors that explain.</summary>
    public List<ScopeItem> AllItems { get; } = [];

    /// <summary>The windows that calls are over.</summary>
    public List<WindowDefinition> Windows { get; } = [];

    /// <summary>The WINDOW clause.</summary>
    public SyntaxList<NamedWindow> WindowClause { get; private set; } = SyntaxList<NamedWindow>.Empty;

    /// <summary>How many windows of the clause can be seen: a definition sees those before it.</summary>
    public int VisibleWindowCount { get; set; }

    /// <summary>The windows of the clause that have been bound.</summary>
    public Dictionary<string, WindowDefinition> NamedWindows { get; } = [];

    /// <summary>The functions in the select list that return rows, each after those that it takes arguments from.</summary>
    public List<BoundFunctionTable> RowFunctions { get; } = [];

    /// <summary>Whether a column holds what a function of <see cref="RowFunctions"/> returns.</summary>
    public bool IsRowFunctionOutput(ColumnId id) => _rowFunctionOutputs.Contains(id);

    /// <summary>Adds a function, or returns the equal one that is already there.</summary>
    public BoundFunctionTable AddRowFunction(BoundFunctionTable call)
    {
        foreach (var known in RowFunctions)
        {
            if (Clause is ClauseKind.OrderBy or ClauseKind.GroupBy && ExpressionComparer.AreEqual(known, call))
                return known;
        }

        RowFunctions.Add(call);
        foreach (var column in call.Columns)
            _rowFunctionOutputs.Add(column.Id);
        return call;
    }

    /// <summary>Whether a column holds the result of a window function of this level.</summary>
    public bool IsWindowOutput(ColumnId id) => _windowOutputs.Contains(id);

    /// <summary>Makes a WINDOW clause known before anything refers to it.</summary>
    public void Declare(SyntaxList<NamedWindow> windows) => (WindowClause, VisibleWindowCount) = (windows, windows.Count);

    /// <summary>The window, or the equal one that is already there.</summary>
    public WindowDefinition Share(WindowDefinition window)
    {
        foreach (var known in Windows)
        {
            if (ExpressionComparer.AreEqual(known, window))
                return known;
        }

        Windows.Add(window);
        return window;
    }

    /// <summary>Adds a call over a window, or returns the equal one that is already there.</summary>
    public BoundWindowFunction Add(WindowDefinition window, BoundWindowFunction call)
    {
        foreach (var known in window.Functions)
        {
            if (ExpressionComparer.AreEqual(known, call))
                return known;
        }

        window.Functions.Add(call);
        _windowOutputs.Add(call.Output);
        return call;
    }

    /// <summary>Whether a column holds the result of one of <see cref="Aggregates"/>.</summary>
    public bool IsAggregateOutput(ColumnId id) => _aggregateOutputs.Contains(id);

    /// <summary>Adds an aggregate, or returns the equal one that is already there.</summary>
    public BoundAggregate Add(BoundAggregate aggregate)
    {
        foreach (var known in Aggregates)
        {
            if (ExpressionComparer.AreEqual(known, aggregate))
                return known;
        }
        Aggregates.Add(aggregate);
        _aggregateOutputs.Add(aggregate.Output);
        return aggregate;
    }
}
