using BTreeDb.Binding.Expressions;

namespace BTreeDb.Binding.Statements;

/// <summary>A condition over a row about to be stored.</summary>
/// <param name="Name">The constraint, or the view.</param>
/// <param name="Condition">The condition.</param>
/// <param name="IsOfView">
/// False for a CHECK constraint: FALSE raises 23514, NULL passes. True for a view's WITH CHECK OPTION: anything but TRUE
/// raises 44000.
/// </param>
internal sealed record BoundCheck(string Name, BoundExpression Condition, bool IsOfView = false);
