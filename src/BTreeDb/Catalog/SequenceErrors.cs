using System.Globalization;
using BTreeDb.Diagnostics;

namespace BTreeDb.Catalog;

/// <summary>Errors of the functions about sequences.</summary>
internal static class SequenceErrors
{
    public static EngineException ReachedLimit(string name, bool isMaximum, long limit) =>
        new(SqlState.SequenceGeneratorLimitExceeded, string.Create(
            CultureInfo.InvariantCulture,
            $"nextval: reached {(isMaximum ? "maximum" : "minimum")} value of sequence \"{name}\" ({limit})"));

    public static EngineException NotYetDefined(string name) =>
        new(SqlState.ObjectNotInPrerequisiteState, $"currval of sequence \"{name}\" is not yet defined in this session");

    public static EngineException LastvalNotYetDefined() =>
        new(SqlState.ObjectNotInPrerequisiteState, "lastval is not yet defined in this session");

    public static EngineException OutOfBounds(string name, long value, long minimum, long maximum) =>
        new(SqlState.NumericValueOutOfRange, string.Create(
            CultureInfo.InvariantCulture,
            $"setval: value {value} is out of bounds for sequence \"{name}\" ({minimum}..{maximum})"));

    public static EngineException NotASequence(string name) =>
        new(SqlState.WrongObjectType, $"\"{name}\" is not a sequence");

    public static EngineException Gone(string name) =>
        new(SqlState.SerializationFailure, $"could not serialize access due to a concurrent change of sequence \"{name}\"");

    public static EngineException ReadOnly(string function) =>
        new(SqlState.ReadOnlySqlTransaction, $"cannot execute {function}() in a read-only transaction");
}
