using BTreeDb.Binding.Analysis;
using BTreeDb.Binding.Expressions;
using BTreeDb.Binding.Queries;

namespace BTreeDb.Binding.Names;

/// <summary>
/// One SELECT block, or the rows of a change: what its FROM consists of, and the aggregates that belong to it. An
/// aggregate in a subquery may belong to an outer level.
/// </summary>
internal sealed class QueryLevel(QueryLevel? outer)
{
    private readonly HashSet<ColumnId> _aggregateOutputs = [];

    /// <summary>The level around, or null.</summary>
    public QueryLevel? Outer { get; } = outer;

    /// <summary>The clause that is being bound.</summary>
    public ClauseKind Clause { get; set; }

    /// <summary>The aggregates found so far.</summary>
    public List<BoundAggregate> Aggregates { get; } = [];

    /// <summary>The base tables in FROM, for functional dependencies.</summary>
    public List<BoundBaseTable> Tables { get; } = [];

    /// <summary>Every named item of FROM, also those that cannot be seen, for errors that explain.</summary>
    public List<ScopeItem> AllItems { get; } = [];

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
