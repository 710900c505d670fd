using System.Collections.Immutable;
using BTreeDb.Types;

namespace BTreeDb.Binding.Expressions;

/// <summary>
/// A searched CASE (a simple one is bound to equalities; NULLIF is one, too). A branch is evaluated only for rows that
/// reach it.
/// </summary>
internal sealed record BoundCase(ImmutableArray<BoundWhen> Branches, BoundExpression? Else, SqlType Type)
    : BoundExpression(Type);
