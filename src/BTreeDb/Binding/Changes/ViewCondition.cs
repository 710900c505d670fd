using BTreeDb.Binding.Expressions;
using BTreeDb.Catalog;

namespace BTreeDb.Binding.Changes;

/// <summary>The WHERE of an updatable view, over a row of its table.</summary>
/// <param name="View">The view.</param>
/// <param name="Value">The condition.</param>
/// <param name="IsChecked">Whether new rows must satisfy it.</param>
internal sealed record ViewCondition(ViewSchema View, BoundExpression Value, bool IsChecked);
