using BTreeDb.Types;

namespace BTreeDb.Binding.Functions;

/// <summary>Stand-ins for types in signatures. They never are the type of a value.</summary>
internal static class PseudoTypes
{
    /// <summary>Takes an argument of any type.</summary>
    public const TypeId Any = (TypeId)255;

    /// <summary>Any type, the same for all arguments of the call that say so.</summary>
    public const TypeId AnyElement = (TypeId)254;

    /// <summary>An array of <see cref="AnyElement"/>.</summary>
    public const TypeId AnyArray = (TypeId)253;

    /// <summary>As <see cref="AnyElement"/>, but no array.</summary>
    public const TypeId AnyNonArray = (TypeId)252;

    /// <summary>As <see cref="AnyElement"/>, but an enum.</summary>
    public const TypeId AnyEnum = (TypeId)251;

    /// <summary>Any type to which all arguments of the call that say so can be converted.</summary>
    public const TypeId AnyCompatible = (TypeId)250;

    /// <summary>An array of <see cref="AnyCompatible"/>.</summary>
    public const TypeId AnyCompatibleArray = (TypeId)249;

    /// <summary>Whether a stand-in takes its type from the arguments.</summary>
    public static bool IsPolymorphic(TypeId type) => type is >= AnyCompatibleArray and <= AnyElement;

    /// <summary>Whether a stand-in is an array of another.</summary>
    public static bool IsArray(TypeId type) => type is AnyArray or AnyCompatibleArray;

    /// <summary>Whether a stand-in takes the common type of its arguments.</summary>
    public static bool IsCompatible(TypeId type) => type is AnyCompatible or AnyCompatibleArray;
}
