using BTreeDb.Binding.Coercion;
using BTreeDb.Binding.Expressions;
using BTreeDb.Types;

namespace BTreeDb.Binding.Functions;

/// <summary>
/// The types of signatures, which are families, arrays of families (<see cref="TypeNames.ArrayCode"/>) and stand-ins, and
/// what they mean for given arguments.
/// </summary>
internal static class SignatureTypes
{
    /// <summary>The code under which signatures know a type.</summary>
    public static TypeId CodeOf(SqlType type) =>
        type.Id == TypeId.Array ? TypeNames.ArrayCode | type.Element : type.Id;

    /// <summary>Whether a code is that of an array type.</summary>
    public static bool IsArray(TypeId code) => code is >= TypeNames.ArrayCode and < (TypeId)0xC0;

    /// <summary>The family of an array code's elements.</summary>
    public static TypeId ElementOf(TypeId code) => code & ~TypeNames.ArrayCode;

    /// <summary>The type that a code without stand-ins means.</summary>
    public static SqlType TypeOf(TypeId code) =>
        IsArray(code) ? SqlType.ArrayOf(new SqlType(ElementOf(code))) : new SqlType(code);

    /// <summary>
    /// The type that the stand-ins of a signature take from the arguments (that of the element); null when the arguments do
    /// not agree. Unknown when all of them are of unknown type.
    /// </summary>
    public static SqlType? Unify(Signature signature, ReadOnlySpan<SqlType> arguments, bool compatible)
    {
        SqlType? found = null;
        for (var i = 0; i < arguments.Length; i++)
        {
            var wanted = signature.ArgumentAt(i);
            if (!PseudoTypes.IsPolymorphic(wanted) || PseudoTypes.IsCompatible(wanted) != compatible)
                continue;
            if (arguments[i].Id == TypeId.Unknown)
                continue;
            var isArray = PseudoTypes.IsArray(wanted);
            if (isArray && arguments[i].Id != TypeId.Array
                || wanted == PseudoTypes.AnyNonArray && arguments[i].Id == TypeId.Array
                || wanted == PseudoTypes.AnyEnum && arguments[i].Id != TypeId.Enum)
                return null;
            var element = (isArray ? arguments[i].ElementType : arguments[i]).Family;
            if (found is not { } before || before == element)
                found = element;
            else if (before.Base.Family == element.Base.Family)
                found = element.Base.Family;
            else if (!compatible || CommonType.Of(before, element) is not { } common)
                return null;
            else
                found = common;
        }

        return found ?? SqlType.Unknown;
    }

    /// <summary>What a declared type means when the stand-ins are known.</summary>
    public static SqlType Resolve(TypeId declared, SqlType element, SqlType compatible) => declared switch
    {
        PseudoTypes.AnyArray => SqlType.ArrayOf(element),
        PseudoTypes.AnyCompatibleArray => SqlType.ArrayOf(compatible),
        PseudoTypes.AnyCompatible => compatible,
        _ when PseudoTypes.IsPolymorphic(declared) => element,
        _ => TypeOf(declared),
    };

    /// <summary>Whether any argument or the result is a stand-in.</summary>
    public static bool IsPolymorphic(Signature signature)
    {
        foreach (var argument in signature.Arguments)
        {
            if (PseudoTypes.IsPolymorphic(argument))
                return true;
        }

        return PseudoTypes.IsPolymorphic(signature.Result);
    }

    /// <summary>Whether a signature has stand-ins of one and the same type.</summary>
    public static bool NeedsElement(Signature signature)
    {
        foreach (var argument in signature.Arguments)
        {
            if (PseudoTypes.IsPolymorphic(argument) && !PseudoTypes.IsCompatible(argument))
                return true;
        }

        return PseudoTypes.IsPolymorphic(signature.Result) && !PseudoTypes.IsCompatible(signature.Result);
    }

    /// <summary>The types of arguments as signatures know them.</summary>
    public static TypeId[] CodesOf(ReadOnlySpan<BoundExpression> arguments)
    {
        var codes = new TypeId[arguments.Length];
        for (var i = 0; i < codes.Length; i++)
            codes[i] = CodeOf(arguments[i].Type);
        return codes;
    }
}
