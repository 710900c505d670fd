using System.Globalization;
using BTreeDb.Engine;
using BTreeDb.Types;

namespace BTreeDb.Data;

/// <summary>
/// Finds for each parameter of a script the one of the command that stands for it, and keeps the arrays that go to the
/// engine, so that a repeated command allocates nothing here.
/// </summary>
internal sealed class ParameterBinder
{
    private PreparedScript? _script;
    private Datum[] _values = [];
    private SqlType[] _types = [];
    private Found[] _found = [];

    /// <summary>The values of the last <see cref="Bind"/>.</summary>
    public Datum[] Values => _values;

    /// <summary>Their types.</summary>
    public SqlType[] Types => _types;

    /// <summary>Takes the values that the parameters have now.</summary>
    /// <exception cref="BTreeDbException">42P02: the command lacks a parameter.</exception>
    public void Bind(PreparedScript script, BTreeDbParameterCollection parameters)
    {
        if (!ReferenceEquals(_script, script))
        {
            _script = script;
            _values = new Datum[script.ParameterNames.Length];
            _types = new SqlType[script.ParameterNames.Length];
            _found = new Found[script.ParameterNames.Length];
        }

        for (var i = 0; i < _values.Length; i++)
            _values[i] = FindAgain(script.ParameterNames[i], i, parameters).ToDatum(out _types[i]);
    }

    /// <summary>What was found last time, while it stands in the same place under the same name.</summary>
    private BTreeDbParameter FindAgain(string name, int ordinal, BTreeDbParameterCollection parameters)
    {
        var place = _found[ordinal].Place;
        if (place < parameters.Count && parameters[place] is var parameter
            && ReferenceEquals(parameter, _found[ordinal].Parameter)
            && ReferenceEquals(parameter.ParameterName, _found[ordinal].Name))
            return parameter;
        parameter = Find(name, ordinal, parameters);
        _found[ordinal] = new Found(parameter, parameter.ParameterName, parameters.IndexOf((object)parameter));
        return parameter;
    }

    private static BTreeDbParameter Find(string name, int ordinal, BTreeDbParameterCollection parameters)
    {
        // The usual case first: the list has the order of the script.
        if (ordinal < parameters.Count && IsNamed(parameters[ordinal], name))
            return parameters[ordinal];

        var index = parameters.IndexOf(name);
        if (index >= 0)
            return parameters[index];
        if (int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            if (number >= 1 && number <= parameters.Count)
                return parameters[number - 1];
            throw ProviderErrors.MissingParameter("$" + name);
        }

        throw ProviderErrors.MissingParameter("@" + name);
    }

    private static bool IsNamed(BTreeDbParameter parameter, string name) =>
        BTreeDbParameter.WithoutSign(parameter.ParameterName).Equals(name, StringComparison.OrdinalIgnoreCase);

    private readonly record struct Found(BTreeDbParameter? Parameter, string? Name, int Place);
}
