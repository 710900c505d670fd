using BTreeDb.Diagnostics;
using BTreeDb.Parsing.Syntax.Definitions;

namespace BTreeDb.Engine.Definitions;

/// <summary>The errors of CREATE, ALTER and DROP COLLATION.</summary>
internal static class CollationDefinitionErrors
{
    public static EngineException Exists(string name) =>
        new(SqlState.DuplicateObject, $"collation \"{name}\" already exists");

    public static EngineException Required(string name) =>
        new(SqlState.DependentObjectsStillExist, $"cannot change collation {name} because it is required by the database system");

    public static EngineException UnknownAttribute(CollationOption option) =>
        new(SqlState.SyntaxError, $"collation attribute \"{option.Name}\" not recognized") { Position = option.Position };

    public static EngineException Conflicting(int position, string? detail) =>
        new(SqlState.SyntaxError, "conflicting or redundant options") { Position = position, Detail = detail };

    public static EngineException ValueNeeded(string option) =>
        new(SqlState.SyntaxError, $"{option} requires a parameter");

    public static EngineException BooleanNeeded(string option) =>
        new(SqlState.SyntaxError, $"{option} requires a Boolean value");

    public static EngineException ParameterNeeded(string parameter) =>
        new(SqlState.InvalidObjectDefinition, $"parameter \"{parameter}\" must be specified");

    public static EngineException UnknownProvider(string provider) =>
        new(SqlState.InvalidObjectDefinition, $"unrecognized collation provider: {provider}");

    public static EngineException NotDeterministic() =>
        new(SqlState.FeatureNotSupported, "nondeterministic collations not supported with this provider");

    public static EngineException DefaultNotCopied() =>
        new(SqlState.InvalidObjectDefinition, "collation \"default\" cannot be copied");

    public static EngineException LocaleMissing(string locale) =>
        new(SqlState.InvalidParameterValue, $"could not create locale \"{locale}\": No such file or directory")
        {
            Detail = $"The operating system could not find any locale data for the locale name \"{locale}\".",
        };

    public static EngineException NamedInText(string name, string place) =>
        new(SqlState.FeatureNotSupported, $"renaming collation \"{name}\", which {place} names, is not supported");
}
