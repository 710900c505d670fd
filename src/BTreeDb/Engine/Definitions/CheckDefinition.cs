using BTreeDb.Parsing.Syntax.Expressions;

namespace BTreeDb.Engine.Definitions;

/// <summary>A CHECK constraint of a table that is being created; bound once all columns are known.</summary>
/// <param name="Name">The name that the user gave, or null.</param>
/// <param name="Condition">The condition.</param>
internal sealed record CheckDefinition(string? Name, Expression Condition);
