using System.Collections.Immutable;
using BTreeDb.Binding;
using BTreeDb.Binding.Expressions;

namespace BTreeDb.Planning.Logical;

/// <summary>
/// A node of the logical plan: what rows a subtree yields, not how. Immutable; rewrites make new nodes. Columns are named
/// by id only, so nodes can be reordered without touching expressions.
/// </summary>
internal abstract record LogicalOperator
{
    /// <summary>The columns of the rows this operator yields.</summary>
    public abstract ImmutableArray<BoundColumnDefinition> Columns { get; }

    /// <summary>The operators below, in order.</summary>
    public virtual ImmutableArray<LogicalOperator> Inputs => [];

    /// <summary>The same operator over other inputs; as many as <see cref="Inputs"/> has.</summary>
    public virtual LogicalOperator WithInputs(ImmutableArray<LogicalOperator> inputs) => this;

    /// <summary>Calls <paramref name="visit"/> for each expression of this node alone.</summary>
    public virtual void VisitExpressions(Action<BoundExpression> visit)
    {
    }

    /// <summary>Replaces each expression of this node alone.</summary>
    public virtual LogicalOperator MapExpressions(Func<BoundExpression, BoundExpression> map) => this;
}
