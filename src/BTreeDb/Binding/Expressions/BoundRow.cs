using System.Collections.Immutable;
using BTreeDb.Types;

namespace BTreeDb.Binding.Expressions;

/// <summary>
/// A row as a value: written as ROW(...), or a relation's name that stands for its row. What can be done field by field is
/// bound so; only what is left is computed as a record.
/// </summary>
/// <param name="Fields">The fields.</param>
/// <param name="Names">Their names; <c>f1</c>, <c>f2</c> and so on of a written row.</param>
/// <param name="IsRelation">Whether it is a relation's row, which is NULL when all its fields are.</param>
internal sealed record BoundRow(
    ImmutableArray<BoundExpression> Fields, ImmutableArray<string> Names, bool IsRelation)
    : BoundExpression(new SqlType(TypeId.Record));
