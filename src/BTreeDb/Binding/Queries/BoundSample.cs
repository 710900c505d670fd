using BTreeDb.Binding.Expressions;

namespace BTreeDb.Binding.Queries;

/// <summary>A random sample of a table's rows.</summary>
/// <param name="Table">The table.</param>
/// <param name="IsBySystem">SYSTEM: runs of rows are in or out; BERNOULLI: each row for itself.</param>
/// <param name="Percent">How many of a hundred rows, a real without columns.</param>
/// <param name="Seed">REPEATABLE, or null.</param>
internal sealed record BoundSample(
    BoundBaseTable Table, bool IsBySystem, BoundExpression Percent, BoundExpression? Seed)
    : BoundTableReference(Table.Columns);
