using BTreeDb.Parsing.Syntax.Queries;

namespace BTreeDb.Parsing.Syntax.Expressions;

/// <summary><c>left op ANY | ALL (SELECT ...)</c>; operators as in <see cref="QuantifiedArrayExpression"/>.</summary>
internal sealed record QuantifiedSubqueryExpression(
    int Position,
    Expression Left,
    OperatorName Operator,
    Quantifier Quantifier,
    SelectStatement Query) : Expression(Position);
