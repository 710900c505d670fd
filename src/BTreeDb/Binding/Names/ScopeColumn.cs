using BTreeDb.Binding.Expressions;

namespace BTreeDb.Binding.Names;

/// <summary>A column that a scope shows: a name, and what it means (a column, or the merge of two by USING).</summary>
internal readonly record struct ScopeColumn(string Name, BoundExpression Value)
{
    /// <summary>Whether <c>*</c> leaves it out: what SEARCH and CYCLE add, within the query itself.</summary>
    public bool IsHidden { get; init; }
}
