using System.Collections.Immutable;
using BTreeDb.Binding.Coercion;
using BTreeDb.Types;

namespace BTreeDb.Binding.Functions;

/// <summary>
/// Chooses among overloads by the documented steps of PostgreSQL's "Functions" and "Operators" sections on type
/// conversion: applicable ones, most exact matches, most preferred types, then the literals of unknown type decided by
/// category.
/// </summary>
internal static class OverloadResolver
{
    /// <summary>Chooses, or returns null; then <paramref name="isAmbiguous"/> tells too many from none.</summary>
    public static Signature? Choose(
        ImmutableArray<Signature> overloads, ReadOnlySpan<TypeId> inputs, out bool isAmbiguous)
    {
        isAmbiguous = false;
        if (FindExact(overloads, inputs) is { } exact)
            return exact;
        var candidates = Applicable(overloads, inputs);
        if (candidates.Count > 1)
            KeepBest(candidates, inputs, CountExact);
        if (candidates.Count > 1)
            KeepBest(candidates, inputs, CountPreferred);
        if (candidates.Count > 1 && inputs.Contains(TypeId.Unknown))
            ResolveUnknowns(candidates, inputs);
        isAmbiguous = candidates.Count > 1;
        return candidates.Count == 1 ? candidates[0] : null;
    }

    /// <summary>An overload of exactly the given types.</summary>
    public static Signature? FindExact(ImmutableArray<Signature> overloads, ReadOnlySpan<TypeId> inputs)
    {
        foreach (var overload in overloads)
        {
            if (overload.Takes(inputs.Length) && CountExact(overload, inputs) == inputs.Length)
                return overload;
        }
        return null;
    }

    private delegate int Score(Signature candidate, ReadOnlySpan<TypeId> inputs);

    private static List<Signature> Applicable(ImmutableArray<Signature> overloads, ReadOnlySpan<TypeId> inputs)
    {
        var applicable = new List<Signature>();
        foreach (var overload in overloads)
        {
            if (IsApplicable(overload, inputs))
                applicable.Add(overload);
        }
        return applicable;
    }

    private static bool IsApplicable(Signature candidate, ReadOnlySpan<TypeId> inputs)
    {
        if (!candidate.Takes(inputs.Length))
            return false;
        for (var i = 0; i < inputs.Length; i++)
        {
            if (!CastRules.Allows(inputs[i], candidate.ArgumentAt(i), CastContext.Implicit))
                return false;
        }
        return IsConsistent(candidate, inputs);
    }

    /// <summary>Whether the stand-ins of a candidate can all mean one type.</summary>
    private static bool IsConsistent(Signature candidate, ReadOnlySpan<TypeId> inputs)
    {
        if (!SignatureTypes.IsPolymorphic(candidate))
            return true;
        Span<SqlType> types = new SqlType[inputs.Length];
        for (var i = 0; i < inputs.Length; i++)
            types[i] = SignatureTypes.TypeOf(inputs[i]);
        return SignatureTypes.Unify(candidate, types, compatible: false) is not null
            && SignatureTypes.Unify(candidate, types, compatible: true) is not null;
    }

    private static void KeepBest(List<Signature> candidates, ReadOnlySpan<TypeId> inputs, Score score)
    {
        var best = 0;
        foreach (var candidate in candidates)
            best = Math.Max(best, score(candidate, inputs));
        for (var i = candidates.Count - 1; i >= 0; i--)
        {
            if (score(candidates[i], inputs) < best)
                candidates.RemoveAt(i);
        }
    }

    private static int CountExact(Signature candidate, ReadOnlySpan<TypeId> inputs)
    {
        var count = 0;
        for (var i = 0; i < inputs.Length; i++)
        {
            if (inputs[i] != TypeId.Unknown && inputs[i] == candidate.ArgumentAt(i))
                count++;
        }
        return count;
    }

    private static int CountPreferred(Signature candidate, ReadOnlySpan<TypeId> inputs)
    {
        var count = 0;
        for (var i = 0; i < inputs.Length; i++)
        {
            var wanted = candidate.ArgumentAt(i);
            if (inputs[i] == TypeId.Unknown)
                continue;
            if (inputs[i] == wanted
                || TypeCategories.IsPreferred(wanted) && TypeCategories.Of(wanted) == TypeCategories.Of(inputs[i]))
            {
                count++;
            }
        }
        return count;
    }

    /// <summary>Literals of unknown type take the string category if they may, else the only category that is possible.</summary>
    private static void ResolveUnknowns(List<Signature> candidates, ReadOnlySpan<TypeId> inputs)
    {
        if (!TryKeepByCategory(candidates, inputs) || candidates.Count > 1)
            KeepByOnlyKnownType(candidates, inputs);
    }

    private static bool TryKeepByCategory(List<Signature> candidates, ReadOnlySpan<TypeId> inputs)
    {
        var kept = new List<Signature>(candidates);
        for (var i = 0; i < inputs.Length; i++)
        {
            if (inputs[i] != TypeId.Unknown)
                continue;
            if (!TryFindCategory(candidates, i, out var category, out var hasPreferred))
                return false;
            for (var c = kept.Count - 1; c >= 0; c--)
            {
                var wanted = kept[c].ArgumentAt(i);
                if (TypeCategories.Of(wanted) != category || hasPreferred && !TypeCategories.IsPreferred(wanted))
                    kept.RemoveAt(c);
            }
        }
        if (kept.Count == 0)
            return true;
        candidates.Clear();
        candidates.AddRange(kept);
        return true;
    }

    private static bool TryFindCategory(
        List<Signature> candidates, int argument, out TypeCategory category, out bool hasPreferred)
    {
        category = TypeCategories.Of(candidates[0].ArgumentAt(argument));
        var conflict = false;
        foreach (var candidate in candidates)
        {
            var next = TypeCategories.Of(candidate.ArgumentAt(argument));
            conflict |= next != category && category != TypeCategory.String;
            if (next == TypeCategory.String)
                category = next;
        }
        hasPreferred = false;
        foreach (var candidate in candidates)
        {
            var wanted = candidate.ArgumentAt(argument);
            hasPreferred |= TypeCategories.Of(wanted) == category && TypeCategories.IsPreferred(wanted);
        }
        return category == TypeCategory.String || !conflict;
    }

    /// <summary>If all known inputs have one type, the unknown ones are taken for it, if that leaves one candidate.</summary>
    private static void KeepByOnlyKnownType(List<Signature> candidates, ReadOnlySpan<TypeId> inputs)
    {
        var known = TypeId.Unknown;
        foreach (var input in inputs)
        {
            if (input == TypeId.Unknown)
                continue;
            if (known != TypeId.Unknown && known != input)
                return;
            known = input;
        }
        if (known == TypeId.Unknown)
            return;
        Span<TypeId> assumed = stackalloc TypeId[Math.Min(inputs.Length, 64)];
        if (assumed.Length < inputs.Length)
            return;
        assumed.Fill(known);
        Signature? only = null;
        foreach (var candidate in candidates)
        {
            if (!IsApplicable(candidate, assumed))
                continue;
            if (only is not null)
                return;
            only = candidate;
        }
        if (only is null)
            return;
        candidates.Clear();
        candidates.Add(only);
    }
}
