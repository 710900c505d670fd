namespace BTreeDb.Parsing.Syntax.Expressions;

/// <summary>The connective of a <see cref="LogicalExpression"/>.</summary>
internal enum LogicalOperator
{
    And,
    Or,
}
