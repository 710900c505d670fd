using System.Collections.Immutable;
using BTreeDb.Binding.Analysis;
using BTreeDb.Binding.Coercion;
using BTreeDb.Binding.Errors;
using BTreeDb.Binding.Expressions;
using BTreeDb.Binding.Names;
using BTreeDb.Parsing.Syntax.Expressions;
using BTreeDb.Types;

namespace BTreeDb.Binding.Scalars;

/// <summary>
/// Binds the frame of a window. RANGE with an offset becomes a value that is computed from the current row and compared
/// with the key of the others; it is computed in a type that cannot overflow where PostgreSQL's in_range does not.
/// </summary>
internal sealed class FrameBinder(BindingContext context)
{
    public BoundFrame Bind(WindowFrame syntax, ImmutableArray<BoundOrdering> order, Scope scope)
    {
        var end = syntax.End ?? new FrameBound(syntax.Position, FrameBoundKind.CurrentRow, null);
        if (syntax.Unit == FrameUnit.Groups && order.IsEmpty)
            throw WindowErrors.GroupsNeedOrder(syntax.Position);
        var hasOffsets = syntax.Start.Offset is not null || end.Offset is not null;
        if (syntax.Unit != FrameUnit.Range || !hasOffsets)
        {
            var name = syntax.Unit == FrameUnit.Groups ? "GROUPS" : "ROWS";
            return new BoundFrame(
                syntax.Unit, BindCount(syntax.Start, name, scope), BindCount(end, name, scope), syntax.Exclusion, null);
        }

        if (order.Length != 1)
            throw WindowErrors.RangeNeedsOneKey(syntax.Position);
        var key = KeyOf(order[0].Expression, syntax.Position);
        return new BoundFrame(
            syntax.Unit, BindLimit(syntax.Start, order[0], key, scope), BindLimit(end, order[0], key, scope),
            syntax.Exclusion, key);
    }

    private BoundFrameBound BindCount(FrameBound syntax, string unit, Scope scope)
    {
        if (syntax.Offset is null)
            return new BoundFrameBound(syntax.Kind, null, null);
        var offset = BindOffset(syntax.Offset, unit, scope);
        return new BoundFrameBound(syntax.Kind, context.Coercer.Require(offset, SqlType.BigInt, unit), null);
    }

    private BoundExpression BindOffset(Expression syntax, string unit, Scope scope)
    {
        var offset = context.Expressions.Bind(syntax, scope);
        ColumnUses.Visit(offset, use =>
        {
            if (scope.Level.IsWindowOutput(use.Id))
                throw WindowErrors.NotAllowedIn($"window {unit}", use.Position);
            if (scope.Level.IsAggregateOutput(use.Id))
                throw GroupingErrors.AggregateNotAllowed($"window {unit}", use.Position);
            if (context.LevelOf(use.Id) == scope.Level)
                throw QueryErrors.ContainsVariables(unit, use.Position);
        });
        return offset;
    }

    private BoundFrameBound BindLimit(FrameBound syntax, BoundOrdering order, BoundExpression key, Scope scope)
    {
        if (syntax.Offset is null)
            return new BoundFrameBound(syntax.Kind, null, null);
        var offset = CoerceOffset(BindOffset(syntax.Offset, "RANGE", scope), order.Expression.Type, syntax.Position);
        var isSmaller = (syntax.Kind == FrameBoundKind.OffsetPreceding) != order.Descending;
        var step = TypeCategories.Of(key.Type.Id) == TypeCategory.Numeric
            ? context.Coercer.Coerce(offset, new SqlType(key.Type.Id))
            : offset;
        var limit = context.Operators.Bind(isSmaller ? "-" : "+", key, step, syntax.Position);
        return new BoundFrameBound(syntax.Kind, offset, limit);
    }

    /// <summary>The key in the type in which limits are computed.</summary>
    private BoundExpression KeyOf(BoundExpression key, int position) => key.Type.Id switch
    {
        TypeId.SmallInt or TypeId.Integer or TypeId.BigInt or TypeId.Numeric =>
            context.Coercer.Coerce(key, new SqlType(TypeId.Numeric)),
        TypeId.Real or TypeId.Double => context.Coercer.Coerce(key, SqlType.Double),
        TypeId.Date => context.Coercer.Coerce(key, new SqlType(TypeId.Timestamp)),
        TypeId.Time or TypeId.Timestamp or TypeId.TimestampTz or TypeId.Interval => key,
        _ => throw WindowErrors.RangeType(key.Type, null, position),
    };

    private BoundExpression CoerceOffset(BoundExpression offset, SqlType key, int position)
    {
        var wanted = key.Id switch
        {
            TypeId.SmallInt or TypeId.Integer or TypeId.BigInt => OffsetOfInteger(key.Id, offset.Type.Id),
            TypeId.Numeric => TypeId.Numeric,
            TypeId.Real or TypeId.Double => TypeId.Double,
            _ => TypeId.Interval,
        };
        return context.Coercer.TryCoerce(offset, new SqlType(wanted), CastContext.Implicit)
            ?? throw WindowErrors.RangeType(key, offset.Type, position);
    }

    /// <summary>smallint and integer take every integer, bigint only bigint.</summary>
    private static TypeId OffsetOfInteger(TypeId key, TypeId offset) =>
        key != TypeId.BigInt && offset is TypeId.SmallInt or TypeId.Integer or TypeId.BigInt
            ? offset
            : key == TypeId.BigInt ? TypeId.BigInt : key;
}
