using BTreeDb.Diagnostics;

namespace BTreeDb.Binding.Errors;

/// <summary>What the grammar knows and the engine does not do yet: always 0A000 with the feature's name.</summary>
internal static class UnsupportedErrors
{
    public static EngineException Feature(string feature, int position) =>
        new(SqlState.FeatureNotSupported, $"{feature} are not supported") { Position = position };

    public static EngineException SingularFeature(string feature, int position) =>
        new(SqlState.FeatureNotSupported, $"{feature} is not supported") { Position = position };

    public static EngineException Type(string name, int position) =>
        new(SqlState.FeatureNotSupported, $"type {name} is not supported") { Position = position, DataTypeName = name };

    public static EngineException MixedParameters(int position) =>
        new(SqlState.FeatureNotSupported, "named and positional parameters cannot be mixed") { Position = position };
}
