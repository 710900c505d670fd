using System.Collections.Immutable;
using BTreeDb.Types;

namespace BTreeDb.Engine.Plans;

/// <summary>Brings the caller's parameter values into the types that the statement has given its parameters.</summary>
internal static class ParameterValues
{
    /// <summary>
    /// Fills <paramref name="target"/>, which grows as needed. Values given as text without a type are read as the
    /// statement's type; others are already in it.
    /// </summary>
    public static void Bind(
        ref Datum[] target,
        ImmutableArray<SqlType> types,
        ReadOnlySpan<Datum> values,
        ReadOnlySpan<SqlType> givenTypes,
        in ConversionContext conversion)
    {
        if (values.Length < types.Length)
            throw SessionErrors.ParameterMissing(values.Length);
        if (target.Length < types.Length)
            target = new Datum[types.Length];
        for (var i = 0; i < types.Length; i++)
        {
            var isTyped = i < givenTypes.Length && givenTypes[i].Id != TypeId.Unknown;
            target[i] = isTyped || values[i].IsNull ? values[i] : TextInput.Parse(values[i].AsBytes(), types[i], conversion);
        }
    }
}
