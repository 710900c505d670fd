using System.Text;
using BTreeDb.Diagnostics;

namespace BTreeDb.Types.Arrays;

/// <summary>The errors of arrays. Messages are PostgreSQL's.</summary>
internal static class ArrayErrors
{
    public static EngineException Malformed(ReadOnlySpan<byte> text, string detail) =>
        new(SqlState.InvalidTextRepresentation, $"malformed array literal: \"{Encoding.UTF8.GetString(text)}\"")
        {
            Detail = detail,
        };

    public static EngineException TooManyDimensions(int dimensions) =>
        new(SqlState.ProgramLimitExceeded,
            $"number of array dimensions ({dimensions}) exceeds the maximum allowed ({ArrayView.DimensionsMax})");

    public static EngineException TooLarge() =>
        new(SqlState.ProgramLimitExceeded, $"array size exceeds the maximum allowed ({ArrayView.CountMax})");

    public static EngineException LowerBoundTooLarge(int lower) =>
        new(SqlState.ProgramLimitExceeded, $"array lower bound is too large: {lower}");

    public static EngineException UpperBelowLower() =>
        new(SqlState.ArraySubscriptError, "upper bound cannot be less than lower bound");

    public static EngineException WrongSubscripts() =>
        new(SqlState.ArraySubscriptError, "wrong number of array subscripts");

    public static EngineException SubscriptOutOfRange() =>
        new(SqlState.ArraySubscriptError, "array subscript out of range");

    public static EngineException NullSubscript() =>
        new(SqlState.NullValueNotAllowed, "array subscript in assignment must not be null");

    public static EngineException MissingBound() =>
        new(SqlState.ArraySubscriptError, "array slice subscript must provide both boundaries")
        {
            Detail = "When assigning to a slice of an empty array value, slice boundaries must be fully specified.",
        };

    public static EngineException SourceTooSmall() => new(SqlState.ArraySubscriptError, "source array too small");

    public static EngineException UnequalDimensions() =>
        new(SqlState.ArraySubscriptError, "multidimensional arrays must have array expressions with matching dimensions");

    public static EngineException CannotConcatenate(string detail) =>
        new(SqlState.ArraySubscriptError, "cannot concatenate incompatible arrays") { Detail = detail };

    public static EngineException NotOneDimensional() =>
        new(SqlState.DataException, "argument must be empty or one-dimensional array");

    public static EngineException SearchInMultidimensional() =>
        new(SqlState.FeatureNotSupported, "searching for elements in multidimensional arrays is not supported");

    public static EngineException RemoveFromMultidimensional() =>
        new(SqlState.FeatureNotSupported, "removing elements from multidimensional arrays is not supported");

    public static EngineException InitialPositionNull() =>
        new(SqlState.NullValueNotAllowed, "initial position must not be null");

    public static EngineException DimensionsNull() =>
        new(SqlState.NullValueNotAllowed, "dimension array or low bound array cannot be null");

    public static EngineException DimensionValueNull() =>
        new(SqlState.NullValueNotAllowed, "dimension values cannot be null");

    public static EngineException WrongShapeArray() =>
        new(SqlState.ArraySubscriptError, "wrong number of array subscripts")
        {
            Detail = "Dimension array must be one dimensional.",
        };

    public static EngineException WrongBoundArray() =>
        new(SqlState.ArraySubscriptError, "wrong number of array subscripts")
        {
            Detail = "Low bound array has different size than dimensions array.",
        };

    public static EngineException TrimCount(int max) =>
        new(SqlState.ArraySubscriptError, $"number of elements to trim must be between 0 and {max}");
}
