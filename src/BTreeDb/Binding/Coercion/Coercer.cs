using BTreeDb.Binding.Errors;
using BTreeDb.Binding.Expressions;
using BTreeDb.Diagnostics;
using BTreeDb.Types;

namespace BTreeDb.Binding.Coercion;

/// <summary>
/// Converts bound expressions: gives unknown literals and parameters their type, relabels what shares its bytes, and
/// inserts casts for the rest.
/// </summary>
internal sealed class Coercer(BindingContext context)
{
    /// <summary>Converts, or returns null where the context does not allow it.</summary>
    public BoundExpression? TryCoerce(BoundExpression expression, SqlType target, CastContext cast)
    {
        if (target.User is DomainType)
            return ToDomain(expression, target, cast);
        if (expression.Type.User is DomainType)
            expression = Relabel(expression, expression.Type.Base);
        if (expression.Type.Id == TypeId.Unknown)
            return WithModifier(FromUnknown(expression, target.Id == TypeId.Interval ? target : target.Family), target, cast);
        if (expression.Type.Id == TypeId.Enum && target.Id == TypeId.Enum && expression.Type.UserTypeId != target.UserTypeId)
            return null;
        if (!CastRules.Allows(expression.Type, target, cast))
            return null;
        return Convert(expression, target, cast == CastContext.Explicit);
    }

    /// <summary>Converts for CAST, or raises 42846.</summary>
    public BoundExpression Cast(BoundExpression expression, SqlType target, int position) =>
        TryCoerce(expression, target, CastContext.Explicit)
        ?? throw CoercionErrors.CannotCast(expression.Type, target, position);

    /// <summary>Converts where the rules were checked before.</summary>
    public BoundExpression Coerce(BoundExpression expression, SqlType target) =>
        TryCoerce(expression, target, CastContext.Explicit)
        ?? throw CoercionErrors.CannotCast(expression.Type, target, expression.Position);

    /// <summary>Converts an argument that must have one type, such as a condition.</summary>
    public BoundExpression Require(BoundExpression expression, SqlType target, string construct) =>
        TryCoerce(expression, target, CastContext.Assignment)
        ?? throw CoercionErrors.WrongArgumentType(construct, target, expression.Type, expression.Position);

    /// <summary>Converts a value to the type of the column that it is stored in.</summary>
    public BoundExpression Assign(BoundExpression expression, string column, SqlType columnType) =>
        TryCoerce(expression, columnType, CastContext.Assignment)
        ?? throw CoercionErrors.CannotAssign(column, columnType, expression.Type, expression.Position);

    /// <summary>Converts to the common type of several expressions.</summary>
    public BoundExpression ToCommon(BoundExpression expression, SqlType common, string construct) =>
        TryCoerce(expression, common, CastContext.Implicit)
        ?? throw CoercionErrors.CannotConvert(construct, expression.Type, common, expression.Position);

    /// <summary>Makes a text of a literal or parameter that nothing else gives a type.</summary>
    public BoundExpression SettleAsText(BoundExpression expression) =>
        expression.Type.Id == TypeId.Unknown ? FromUnknown(expression, SqlType.Text) : expression;

    /// <summary>As <see cref="SettleAsText"/>, but a parameter may still get its type elsewhere.</summary>
    public BoundExpression SettleLoosely(BoundExpression expression)
    {
        if (expression is not BoundParameter { Type.Id: TypeId.Unknown })
            return SettleAsText(expression);
        context.Parameters.LeaveUntyped();
        return expression;
    }

    /// <summary>A value becomes one of the type behind the domain, then one of the domain, which is checked.</summary>
    private BoundExpression? ToDomain(BoundExpression expression, SqlType target, CastContext cast)
    {
        if (expression.Type.Family == target.Family)
            return expression;
        return TryCoerce(expression, target.Base, cast) is { } value ? context.Domains.Check(value, target, cast == CastContext.Explicit) : null;
    }

    private BoundExpression FromUnknown(BoundExpression expression, SqlType family) => expression switch
    {
        BoundLiteral { Value.IsNull: true } literal => literal with { Type = family },
        BoundLiteral literal => literal with { Value = Read(literal, family), Type = family },
        BoundParameter parameter => context.Parameters.Resolve(parameter, family),
        _ => Convert(Relabel(expression, SqlType.Text), family, isExplicit: true),
    };

    /// <summary>Applies the input function; its error points at the literal.</summary>
    private Datum Read(BoundLiteral literal, SqlType family)
    {
        var text = literal.Value.AsBytes();
        context.DependsOnSession |= DependsOnSession(text, family);
        try
        {
            return TextInput.Parse(text, family, context.Options.Conversion);
        }
        catch (EngineException error) when (error.Position < 0)
        {
            throw error.At(literal.Position);
        }
    }

    /// <summary>
    /// A zoneless time stamp is read in the session's zone, a date that does not begin with its year in the session's order;
    /// "now" and its kin are read from the clock.
    /// </summary>
    private static bool DependsOnSession(ReadOnlySpan<byte> text, SqlType family)
    {
        if (family.Id is TypeId.TimestampTz or TypeId.RegClass or TypeId.RegType or TypeId.RegNamespace)
            return true;
        if (family.Id == TypeId.Interval)
            return text.Contains((byte)'-');
        if (family.Id == TypeId.Array)
            return true;
        if (family.Id is not (TypeId.Date or TypeId.Time or TypeId.Timestamp))
            return false;
        if (family.Id != TypeId.Time && text.IndexOfAnyExceptInRange((byte)'0', (byte)'9') is >= 0 and < 3)
            return true;
        return text.IndexOfAnyInRange((byte)'A', (byte)'Z') >= 0 || text.IndexOfAnyInRange((byte)'a', (byte)'z') >= 0;
    }

    private static BoundExpression Convert(BoundExpression expression, SqlType target, bool isExplicit)
    {
        if (expression.Type.Family == target.Family)
        {
            return LosesBlanks(expression.Type, target)
                ? new BoundCast(expression, target, isExplicit) { Position = expression.Position }
                : WithModifier(expression, target, isExplicit ? CastContext.Explicit : CastContext.Assignment);
        }

        if (expression is BoundLiteral literal && TryFold(literal, target, out var folded))
            return folded;
        if (target.Modifier < 0 && CastRules.SharesBytes(expression.Type.Id, target.Id))
            return Relabel(expression, target);
        return new BoundCast(expression, target, isExplicit) { Position = expression.Position };
    }

    /// <summary>Applies a length or precision to a value of the right family; none keeps the value as it is.</summary>
    private static BoundExpression WithModifier(BoundExpression expression, SqlType target, CastContext cast) =>
        target.Modifier < 0 || expression.Type == target
            ? expression
            : expression is BoundLiteral { Value.IsNull: true } literal
                ? literal with { Type = target }
                : new BoundCast(expression, target, cast == CastContext.Explicit) { Position = expression.Position };

    /// <summary>Whether values would lose their blanks with the length that implies them, unless they are given them.</summary>
    public static bool LosesBlanks(SqlType from, SqlType to) => from.Modifier >= 0 && to.Modifier < 0
        && (from.Id == TypeId.Array ? from.Element : from.Id) == TypeId.Char && from.Id == to.Id && from.Element == to.Element;

    /// <summary>
    /// Between varchar and text only the name of the type changes. A column keeps being a plain column then, so that
    /// indexes on it are found.
    /// </summary>
    public static BoundExpression Relabel(BoundExpression expression, SqlType target) => expression switch
    {
        BoundColumn column => column with { Type = target },
        BoundLiteral literal => literal with { Type = target },
        BoundParameter parameter => parameter with { Type = target },
        _ => new BoundCast(expression, target, false) { Position = expression.Position },
    };

    /// <summary>Widens integer literals here and now; they are most of what is ever cast.</summary>
    private static bool TryFold(BoundLiteral literal, SqlType target, out BoundExpression folded)
    {
        folded = literal;
        if (literal.Value.IsNull)
        {
            folded = literal with { Type = target };
            return true;
        }
        if (literal.Type.Id is not (TypeId.SmallInt or TypeId.Integer or TypeId.BigInt) || target.Modifier >= 0)
            return false;
        var number = literal.Value.AsInt64();
        Datum? value = target.Id switch
        {
            TypeId.BigInt => Datum.FromInt64(number),
            TypeId.Integer when number is >= int.MinValue and <= int.MaxValue => Datum.FromInt64(number),
            TypeId.SmallInt when number is >= short.MinValue and <= short.MaxValue => Datum.FromInt64(number),
            TypeId.Numeric => Datum.FromNumeric(Numeric.FromInt64(number)),
            TypeId.Double => Datum.FromDouble(number),
            _ => null,
        };
        if (value is not { } known)
            return false;
        folded = literal with { Value = known, Type = target };
        return true;
    }
}
