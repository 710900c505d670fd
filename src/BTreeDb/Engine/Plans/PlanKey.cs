namespace BTreeDb.Engine.Plans;

/// <summary>Names a plan in the cache that a database's sessions share.</summary>
internal readonly record struct PlanKey(string Text, int Statement, PlanConditions Conditions);
