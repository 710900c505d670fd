using System.Collections.Immutable;
using BTreeDb.Parsing.Syntax;
using BTreeDb.Types;

namespace BTreeDb.Binding.Routines;

/// <summary>
/// The routine whose body is being bound: its parameters are the statement's, and go by their names where no column has
/// the same.
/// </summary>
/// <param name="Name">Its name, which may qualify those of parameters.</param>
/// <param name="ParameterNames">The names of the parameters in order; null where one has none.</param>
/// <param name="ParameterTypes">Their types.</param>
internal sealed record RoutineScope(
    string Name, ImmutableArray<string?> ParameterNames, ImmutableArray<SqlType> ParameterTypes)
{
    /// <summary>The ordinal of the parameter that a reference names; -1 when it names none.</summary>
    public int Find(SyntaxList<string> parts) => parts.Count switch
    {
        1 => ParameterNames.IndexOf(parts[0]),
        2 when parts[0] == Name => ParameterNames.IndexOf(parts[1]),
        _ => -1,
    };
}
