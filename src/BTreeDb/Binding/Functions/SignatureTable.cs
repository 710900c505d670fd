using System.Collections.Frozen;
using System.Collections.Immutable;
using BTreeDb.Types;

namespace BTreeDb.Binding.Functions;

/// <summary>The overloads of a set of names. Filled once, by the tables of this folder, then only read.</summary>
internal sealed class SignatureTable
{
    private readonly Dictionary<string, List<Signature>> _building = new(StringComparer.Ordinal);
    private FrozenDictionary<string, ImmutableArray<Signature>>? _frozen;

    /// <summary>All names.</summary>
    public IEnumerable<string> Names => Frozen.Keys;

    /// <summary>The overloads of a name; empty when there is none.</summary>
    public ImmutableArray<Signature> this[string name] =>
        Frozen.TryGetValue(name, out var signatures) ? signatures : [];

    private FrozenDictionary<string, ImmutableArray<Signature>> Frozen => _frozen ??= Freeze();

    /// <summary>Adds an overload whose kernel takes what it declares.</summary>
    public void Add(string name, FunctionId function, TypeId result, params ReadOnlySpan<TypeId> arguments) =>
        Add(name, new Signature(function, [.. arguments], result));

    /// <summary>Adds an overload for mixed types that computes in a common one.</summary>
    public void AddMixed(string name, FunctionId function, TypeId result, TypeId left, TypeId right, TypeId common) =>
        Add(name, new Signature(function, [left, right], result) { KernelArguments = [common, common] });

    /// <summary>Adds an overload.</summary>
    public void Add(string name, Signature signature)
    {
        if (!_building.TryGetValue(name, out var signatures))
            _building.Add(name, signatures = []);
        signatures.Add(signature);
    }

    private FrozenDictionary<string, ImmutableArray<Signature>> Freeze()
    {
        var all = new Dictionary<string, ImmutableArray<Signature>>(StringComparer.Ordinal);
        foreach (var (name, signatures) in _building)
            all.Add(name, [.. signatures]);
        return all.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
