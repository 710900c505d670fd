using BTreeDb.Types;

namespace BTreeDb.Binding.Expressions;

/// <summary>A reference to a column, of this query level or of an outer one.</summary>
/// <param name="Id">The column.</param>
/// <param name="Type">Its type.</param>
/// <param name="Name">Its name as plans print it, such as <c>t.a</c>.</param>
internal sealed record BoundColumn(ColumnId Id, SqlType Type, string Name) : BoundExpression(Type);
