using System.Collections.Immutable;
using BTreeDb.Binding.Errors;
using BTreeDb.Binding.Expressions;
using BTreeDb.Types;

namespace BTreeDb.Binding.Coercion;

/// <summary>
/// What is known about the types of a statement's parameters. A type given by the caller stands; any other is what the
/// first use wants that wants anything.
/// </summary>
internal sealed class ParameterTypes
{
    private readonly List<SqlType> _types;
    private readonly List<int> _positions = [];

    /// <summary>Starts with the types that the caller gives, <see cref="SqlType.Unknown"/> for those to be inferred.</summary>
    public ParameterTypes(ImmutableArray<SqlType> given) => _types = [.. given.IsDefault ? [] : given];

    /// <summary>Whether a use was bound before the parameter's type was known, and nothing has given it one.</summary>
    public bool HasUntypedUses { get; private set; }

    /// <summary>Refers to a parameter with the type it has so far.</summary>
    public BoundParameter Use(int ordinal, int position)
    {
        while (_types.Count <= ordinal)
            _types.Add(SqlType.Unknown);
        while (_positions.Count <= ordinal)
            _positions.Add(-1);
        if (_positions[ordinal] < 0)
            _positions[ordinal] = position;
        return new BoundParameter(ordinal, _types[ordinal]) { Position = position };
    }

    /// <summary>Gives an untyped parameter its type, or finds that it already has another one.</summary>
    public BoundParameter Resolve(BoundParameter use, SqlType wanted)
    {
        var type = new SqlType(wanted.Id, -1, wanted.Element, wanted.User);
        var known = _types[use.Ordinal];
        if (known.Id == TypeId.Unknown)
            _types[use.Ordinal] = type;
        else if (known.Id != type.Id)
            throw CoercionErrors.InconsistentParameter(use.Ordinal, known, type, use.Position);
        return use with { Type = type };
    }

    /// <summary>A use whose context wants no type: it takes the one that another use may give.</summary>
    public void LeaveUntyped() => HasUntypedUses = true;

    /// <summary>
    /// All types, once the statement is bound; 42P18 if one that it uses is still unknown. Those that only other
    /// statements of the script use stay unknown.
    /// </summary>
    public ImmutableArray<SqlType> Complete()
    {
        for (var i = 0; i < _positions.Count; i++)
        {
            if (_types[i].Id == TypeId.Unknown && _positions[i] >= 0)
                throw CoercionErrors.IndeterminateParameter(i, _positions[i]);
        }
        return [.. _types];
    }
}
