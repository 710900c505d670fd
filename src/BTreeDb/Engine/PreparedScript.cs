using System.Collections.Immutable;
using BTreeDb.Binding.Coercion;
using BTreeDb.Parsing;

namespace BTreeDb.Engine;

/// <summary>
/// A text of one or more statements, parsed once. Belongs to the session that prepared it. Parameters are numbered over
/// the whole script: <c>$n</c> is ordinal n - 1, names (<c>@name</c>, <c>:name</c>) follow in the order of their first use.
/// </summary>
internal sealed class PreparedScript
{
    private readonly PreparedStatement[] _statements;

    internal PreparedScript(ParsedScript parsed)
    {
        Text = parsed.Text;
        ParameterNames = parsed.ParameterNames;
        _statements = new PreparedStatement[parsed.Statements.Length];
        var names = new ParameterNames();
        foreach (var name in parsed.ParameterNames)
            names.OrdinalOf(name);
        for (var i = 0; i < _statements.Length; i++)
            _statements[i] = new PreparedStatement(parsed, i, names);
    }

    /// <summary>The statements' text.</summary>
    public string Text { get; }

    /// <summary>How many statements there are; zero for an empty text.</summary>
    public int StatementCount => _statements.Length;

    /// <summary>The name of each parameter by ordinal, without prefix; the number itself for <c>$n</c>.</summary>
    public ImmutableArray<string> ParameterNames { get; }

    /// <summary>One of the statements.</summary>
    internal PreparedStatement this[int index] => _statements[index];
}
