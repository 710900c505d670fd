namespace BTreeDb.Binding.Expressions;

/// <summary>A CHECK constraint of a domain.</summary>
/// <param name="Name">The constraint's name.</param>
/// <param name="Condition">What must not be false of the value.</param>
internal readonly record struct BoundDomainCondition(string Name, BoundExpression Condition);
