using System.Diagnostics.CodeAnalysis;
using BTreeDb.Types;

namespace BTreeDb.Data;

/// <summary>A parameter that keeps its value as it is: no box for numbers, dates and the like.</summary>
/// <typeparam name="T">The .NET type of the values.</typeparam>
public sealed class BTreeDbParameter<T> : BTreeDbParameter
{
    /// <summary>Creates a parameter without name.</summary>
    public BTreeDbParameter()
    {
    }

    /// <summary>Creates a parameter; an empty name makes it take its place in the list.</summary>
    public BTreeDbParameter(string parameterName, T? typedValue)
    {
        ParameterName = parameterName;
        TypedValue = typedValue;
    }

    /// <summary>The value.</summary>
    public T? TypedValue { get; set; }

    /// <summary>The value, boxed when it is read or set here.</summary>
    [AllowNull]
    public override object Value
    {
        get => (object?)TypedValue ?? DBNull.Value;
        set => TypedValue = value is null or DBNull ? default : (T)value;
    }

    /// <inheritdoc/>
    internal override Datum ToDatum(out SqlType type) =>
        DeclaredType is { } declared
            ? ParameterConverter.FromObject(TypedValue, declared, out type)
            : ParameterConverter.Convert(TypedValue, out type);
}
