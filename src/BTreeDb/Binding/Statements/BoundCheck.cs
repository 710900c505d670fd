using BTreeDb.Binding.Expressions;

namespace BTreeDb.Binding.Statements;

/// <summary>
/// A rule of rows about to be stored: a CHECK constraint (FALSE raises 23514, NULL passes), the condition of a view with a
/// check option, or the value of a generated column, which comes before all checks.
/// </summary>
/// <param name="Name">The name of the constraint, the view or the column.</param>
/// <param name="Condition">The condition or the value, bound over the new row.</param>
/// <param name="Generates">The ordinal of the column that gets the value; -1 for a condition.</param>
internal sealed record BoundCheck(string Name, BoundExpression Condition, int Generates = -1)
{
    /// <summary>Whether it is a view's condition: anything but TRUE raises 44000.</summary>
    public bool IsOfView { get; init; }
}
