using BTreeDb.Types;

namespace BTreeDb.Binding.Functions;

/// <summary>Stand-ins for types in signatures. They never are the type of a value.</summary>
internal static class PseudoTypes
{
    /// <summary>Takes an argument of any type.</summary>
    public const TypeId Any = (TypeId)255;
}
