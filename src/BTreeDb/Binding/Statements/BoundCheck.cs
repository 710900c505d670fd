using BTreeDb.Binding.Expressions;

namespace BTreeDb.Binding.Statements;

/// <summary>A CHECK constraint bound over a row about to be stored; FALSE raises 23514, NULL passes.</summary>
internal sealed record BoundCheck(string Name, BoundExpression Condition);
