using System.Collections.Immutable;
using BTreeDb.Binding.Coercion;
using BTreeDb.Engine.Plans;
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

    /// <summary>A text that runs as another one with parameters in place of its literals.</summary>
    internal PreparedScript(string text, PreparedScript shared, LiftedLiterals literals)
    {
        Text = text;
        ParameterNames = [];
        Literals = literals;
        _statements = shared._statements;
    }

    /// <summary>The statements' text.</summary>
    public string Text { get; }

    /// <summary>How many statements there are; zero for an empty text.</summary>
    public int StatementCount => _statements.Length;

    /// <summary>The name of each parameter by ordinal, without prefix; the number itself for <c>$n</c>.</summary>
    public ImmutableArray<string> ParameterNames { get; }

    /// <summary>The values and types to run it with; null for the caller's own.</summary>
    internal LiftedLiterals? Literals { get; }

    /// <summary>One of the statements.</summary>
    internal PreparedStatement this[int index] => _statements[index];
}
