using System.Collections.Immutable;
using BTreeDb.Binding.Expressions;
using BTreeDb.Catalog;
using BTreeDb.Types;

namespace BTreeDb.Binding.Routines;

/// <summary>A call whose routine is chosen: the arguments of all input parameters, in their types.</summary>
/// <param name="Routine">The routine.</param>
/// <param name="Arguments">One for each input parameter.</param>
/// <param name="Columns">The columns of the result as they are named in FROM; null names stand for the alias.</param>
/// <param name="IsRecord">Whether the result is a record of these columns, not a plain value.</param>
internal sealed record RoutineCall(
    RoutineSchema Routine, ImmutableArray<BoundExpression> Arguments,
    ImmutableArray<(string? Name, SqlType Type)> Columns, bool IsRecord);
