using System.Collections.Immutable;
using BTreeDb.Types;

namespace BTreeDb.Catalog;

/// <summary>A function or procedure in SQL.</summary>
/// <param name="Id">Its id.</param>
/// <param name="SchemaName">Its schema.</param>
/// <param name="Name">Its name, which it may share with others of other parameters.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Parameters">All parameters in order.</param>
/// <param name="Result">What a call yields; a record where there are several columns.</param>
/// <param name="ReturnsSet">Whether a call yields rows.</param>
/// <param name="Body">The statements: the text as it was given, or canonical SQL.</param>
internal sealed record RoutineSchema(
    ObjectId Id, string SchemaName, string Name, RoutineKind Kind, ImmutableArray<RoutineParameterSchema> Parameters,
    SqlType Result, bool ReturnsSet, string Body)
{
    /// <summary>Whether the body was given in SQL's own form: it was bound when the routine was made.</summary>
    public bool IsSqlBody { get; init; }

    public RoutineVolatility Volatility { get; init; } = RoutineVolatility.Volatile;

    /// <summary>Whether a NULL argument answers NULL without a call.</summary>
    public bool IsStrict { get; init; }

    public bool IsLeakProof { get; init; }

    public bool IsSecurityDefiner { get; init; }

    /// <summary>PostgreSQL's letter: unsafe, restricted or safe.</summary>
    public char Parallel { get; init; } = 'u';

    /// <summary>The estimated cost of a call.</summary>
    public double Cost { get; init; } = 100;

    /// <summary>The estimated number of rows.</summary>
    public double Rows { get; init; }

    /// <summary>The relation whose rows it returns; none where the parameters tell.</summary>
    public ObjectId ResultRelation { get; init; }

    /// <summary>What a body in SQL's own form uses.</summary>
    public ImmutableArray<ObjectId> References { get; init; } = [];

    /// <summary>The parameters that a call gives values to.</summary>
    public ImmutableArray<RoutineParameterSchema> Inputs => Parameters.RemoveAll(static parameter => !parameter.IsInput);

    /// <summary>The parameters that the result has columns for.</summary>
    public ImmutableArray<RoutineParameterSchema> Outputs => Parameters.RemoveAll(static parameter => !parameter.IsOutput);

    /// <summary>Whether the last parameter takes any number of arguments.</summary>
    public bool IsVariadic => Inputs is [.., { Mode: RoutineMode.Variadic }];

    /// <summary>The name with the types of its arguments, as messages call it.</summary>
    public string Signature
    {
        get
        {
            var types = new List<string>();
            foreach (var parameter in Inputs)
                types.Add(RoutineTypes.NameOf(parameter.Type));
            return $"{Name}({string.Join(',', types)})";
        }
    }

    /// <summary>The routine with a type that has changed put in the place of what it was; null when it does not have it.</summary>
    public RoutineSchema? WithType(UserType type)
    {
        var changed = Result.UserTypeId == type.Id ? this with { Result = Result with { User = type } } : null;
        for (var i = 0; i < Parameters.Length; i++)
        {
            var parameter = Parameters[i];
            if (parameter.Type.UserTypeId != type.Id)
                continue;
            changed ??= this;
            var refreshed = parameter with { Type = parameter.Type with { User = type } };
            changed = changed with { Parameters = changed.Parameters.SetItem(i, refreshed) };
        }

        return changed;
    }

    /// <summary>Whether calls with some types of arguments mean this one of its name.</summary>
    public bool Takes(ImmutableArray<SqlType> types)
    {
        var inputs = Inputs;
        if (inputs.Length != types.Length)
            return false;
        for (var i = 0; i < types.Length; i++)
        {
            if (inputs[i].Type.Family != types[i].Family)
                return false;
        }

        return true;
    }
}
