using System.Collections.Frozen;
using BTreeDb.Binding;
using BTreeDb.Binding.Functions;

namespace BTreeDb.Engine.SystemCatalog;

/// <summary>The names of functions by what computes them; of several names, the shortest.</summary>
internal static class FunctionNames
{
    private static readonly FrozenDictionary<FunctionId, string> ById = Index();

    /// <summary>The name of a function.</summary>
    public static string Of(FunctionId function) =>
        ById.GetValueOrDefault(function) ?? function.ToString().ToLowerInvariant();

    private static FrozenDictionary<FunctionId, string> Index()
    {
        var names = new List<string>(FunctionSignatures.All.Names);
        names.Sort(static (a, b) => a.Length != b.Length ? a.Length - b.Length : string.CompareOrdinal(a, b));
        var index = new Dictionary<FunctionId, string>();
        foreach (var name in names)
        {
            foreach (var signature in FunctionSignatures.All[name])
                index.TryAdd(signature.Function, name);
        }

        return index.ToFrozenDictionary();
    }
}
