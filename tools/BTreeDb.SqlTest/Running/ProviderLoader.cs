using System.Data.Common;
using System.Reflection;
using BTreeDb.Data;

namespace BTreeDb.SqlTest.Running;

/// <summary>
/// Finds the provider that scripts run on: ours, or any other that <c>--provider</c> names, so that the same scripts can
/// be checked against another database, and the runner against one that crashes.
/// </summary>
internal static class ProviderLoader
{
    /// <summary>Loads a factory.</summary>
    /// <param name="name">A file and a type, <c>path/to.dll,Namespace.Type</c>; null for BTreeDb.</param>
    /// <exception cref="FormatException">There is no such factory.</exception>
    public static DbProviderFactory Load(string? name)
    {
        if (name is null)
            return BTreeDbFactory.Instance;
        var comma = name.IndexOf(',', StringComparison.Ordinal);
        if (comma <= 0)
            throw new FormatException($"--provider: \"{name}\" is not FILE,TYPE");

        var type = Assembly.LoadFrom(Path.GetFullPath(name[..comma])).GetType(name[(comma + 1)..].Trim());
        return type?.GetField("Instance", BindingFlags.Static | BindingFlags.Public)?.GetValue(null) as DbProviderFactory
            ?? throw new FormatException($"--provider: \"{name}\" has no field Instance with a DbProviderFactory");
    }
}
