using BTreeDb.Parsing.Syntax.Expressions;

namespace BTreeDb.Parsing.Syntax.Queries;

/// <summary>One function of a <see cref="FunctionTable"/>, with the columns of its record if they were spelled out.</summary>
internal sealed record TableFunction(int Position, Expression Call, SyntaxList<TypedColumn> Columns) : SyntaxNode(Position);
