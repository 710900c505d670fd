using BTreeDb.Parsing.Syntax.Expressions;

namespace BTreeDb.Parsing.Syntax;

/// <summary>
/// The step <c>[index]</c> or, when <paramref name="IsSlice"/>, <c>[lower:upper]</c> with either bound possibly absent.
/// An index is kept in <paramref name="Upper"/>.
/// </summary>
internal sealed record Subscript(int Position, Expression? Lower, Expression? Upper, bool IsSlice) : Indirection(Position);
