using BTreeDb.Binding;
using BTreeDb.Types;

namespace BTreeDb.Execution.Expressions;

/// <summary>Functions about the catalog and the session; implemented by the engine, which knows both.</summary>
internal interface ISystemFunctions : IObjectNames
{
    /// <summary>Computes a call. Arguments are NULL only where the function is not strict.</summary>
    Datum Call(FunctionId function, ReadOnlySpan<Datum> arguments);
}
