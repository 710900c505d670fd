using System.Collections.Immutable;
using BTreeDb.Catalog;

namespace BTreeDb.Binding.Routines;

/// <summary>A routine that a call could mean, with its arguments in the order of the call.</summary>
/// <param name="Routine">The routine.</param>
/// <param name="Inputs">Its input parameters.</param>
/// <param name="Places">For each argument of the call the input parameter that it is for.</param>
/// <param name="ExpandsVariadic">Whether the last arguments become the elements of the VARIADIC array.</param>
internal sealed record RoutineCandidate(
    RoutineSchema Routine, ImmutableArray<RoutineParameterSchema> Inputs, ImmutableArray<int> Places, bool ExpandsVariadic)
{
    /// <summary>Fits a routine to the arguments of a call; null when their number or names do not fit.</summary>
    /// <param name="routine">The routine.</param>
    /// <param name="names">The names of the arguments, null for those by position, which come first.</param>
    /// <param name="isVariadic">Whether the last argument is marked VARIADIC.</param>
    public static RoutineCandidate? Fit(RoutineSchema routine, ReadOnlySpan<string?> names, bool isVariadic)
    {
        var inputs = routine.Inputs;
        if (isVariadic && !routine.IsVariadic)
            return null;
        var places = new int[names.Length];
        var isTaken = new bool[inputs.Length];
        var expands = routine.IsVariadic && !isVariadic && AllByPosition(names) && names.Length >= inputs.Length - 1;
        for (var i = 0; i < names.Length; i++)
        {
            var place = names[i] is { } name ? PlaceOf(inputs, name) : expands ? Math.Min(i, inputs.Length - 1) : i;
            if (place < 0 || place >= inputs.Length || isTaken[place] && !(expands && place == inputs.Length - 1))
                return null;
            isTaken[place] = true;
            places[i] = place;
        }

        for (var i = 0; i < inputs.Length; i++)
        {
            if (!isTaken[i] && inputs[i].DefaultSql is null && !(expands && i == inputs.Length - 1))
                return null;
        }

        return new RoutineCandidate(routine, inputs, [.. places], expands);
    }

    private static int PlaceOf(ImmutableArray<RoutineParameterSchema> inputs, string name)
    {
        for (var i = 0; i < inputs.Length; i++)
        {
            if (inputs[i].Name == name)
                return i;
        }

        return -1;
    }

    private static bool AllByPosition(ReadOnlySpan<string?> names)
    {
        foreach (var name in names)
        {
            if (name is not null)
                return false;
        }

        return true;
    }
}
