using System.Diagnostics.CodeAnalysis;
using BTreeDb.Diagnostics;

namespace BTreeDb.Data;

/// <summary>Misuse of the provider, as ADO.NET names it, and the few SQL conditions that the provider itself finds.</summary>
internal static class ProviderErrors
{
    [DoesNotReturn]
    public static void ThrowNotOpen() => throw new InvalidOperationException("The connection is not open.");

    [DoesNotReturn]
    public static void ThrowNoConnection() => throw new InvalidOperationException("The command has no connection.");

    [DoesNotReturn]
    public static void ThrowReaderOpen() =>
        throw new InvalidOperationException("A data reader is open on this connection; close it first.");

    [DoesNotReturn]
    public static void ThrowReaderClosed() => throw new InvalidOperationException("The data reader is closed.");

    [DoesNotReturn]
    public static void ThrowNoRow() =>
        throw new InvalidOperationException("There is no current row; call Read first.");

    [DoesNotReturn]
    public static void ThrowNull(string column) =>
        throw new InvalidCastException($"The value of column '{column}' is null.");

    [DoesNotReturn]
    public static T ThrowCast<T>(string column, string type) =>
        throw new InvalidCastException($"Column '{column}' is of type {type} and is not read as {typeof(T)}.");

    // ADO.NET prescribes this exception for an unknown column name.
#pragma warning disable CA2201
    [DoesNotReturn]
    public static int ThrowNoColumn(string name) => throw new IndexOutOfRangeException($"There is no column '{name}'.");
#pragma warning restore CA2201

    public static InvalidCastException NullElement() =>
        new("The array has elements that are null: read it as an array of a nullable type.");

    public static NotSupportedException ParameterType(Type type) =>
        new($"A parameter's value cannot be of type {type}.");

    public static BTreeDbException MissingParameter(string name) =>
        new($"there is no parameter {name}", SqlState.UndefinedParameter);

    public static BTreeDbException CommitOfFailedTransaction() =>
        new("the transaction had failed and was rolled back", SqlState.InFailedSqlTransaction);

    public static BTreeDbException StatementTimeout(Exception inner) =>
        new("canceling statement due to statement timeout", SqlState.QueryCanceled, inner);
}
