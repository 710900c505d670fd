using BTreeDb.Binding.Errors;
using BTreeDb.Types;

namespace BTreeDb.Binding.Coercion;

/// <summary>Which types can be compared: all but json and arrays of it.</summary>
internal static class Comparability
{
    /// <summary>Whether values of a type have an order, and therefore an equality.</summary>
    public static bool IsOrdered(SqlType type) =>
        type.Id is not (TypeId.Json or TypeId.Void) && (type.Id != TypeId.Array || type.Element != TypeId.Json);

    /// <summary>Raises 42883 for what cannot be sorted.</summary>
    public static void RequireOrder(SqlType type, int position)
    {
        if (!IsOrdered(type))
            throw CoercionErrors.NoOrdering(type, position);
    }

    /// <summary>Raises 42883 for what cannot be grouped or made distinct.</summary>
    public static void RequireEquality(SqlType type, int position)
    {
        if (!IsOrdered(type))
            throw CoercionErrors.NoEquality(type, position);
    }
}
