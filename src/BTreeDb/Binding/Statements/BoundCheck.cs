using BTreeDb.Binding.Expressions;

namespace BTreeDb.Binding.Statements;

/// <summary>
/// A rule of rows about to be stored: a CHECK constraint (FALSE raises 23514, NULL passes), or the value of a generated
/// column, which comes before all checks.
/// </summary>
/// <param name="Name">The constraint's name, or the column's.</param>
/// <param name="Condition">The condition or the value, bound over the new row.</param>
/// <param name="Generates">The ordinal of the column that gets the value; -1 for a constraint.</param>
internal sealed record BoundCheck(string Name, BoundExpression Condition, int Generates = -1);
