using System.Collections.Immutable;
using BTreeDb.Catalog;
using BTreeDb.Types;

namespace BTreeDb.Binding.Expressions;

/// <summary>An operator or scalar function over arguments that already have the types which its kernel takes.</summary>
internal sealed record BoundCall(FunctionId Function, ImmutableArray<BoundExpression> Arguments, SqlType Type)
    : BoundExpression(Type)
{
    /// <summary>The routine that is called; null for all but <see cref="FunctionId.CallRoutine"/>.</summary>
    public RoutineSchema? Routine { get; init; }
}
