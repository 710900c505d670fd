using System.Collections.Immutable;

namespace BTreeDb.Engine;

/// <summary>
/// A text of one or more statements, parsed once. Belongs to the session that prepared it. Parameters are numbered over
/// the whole script: <c>$n</c> is ordinal n - 1, names (<c>@name</c>, <c>:name</c>) follow in the order of their first use.
/// </summary>
internal sealed class PreparedScript
{
    internal PreparedScript(string text, int statementCount, ImmutableArray<string> parameterNames)
    {
        Text = text;
        StatementCount = statementCount;
        ParameterNames = parameterNames;
    }

    /// <summary>The statements' text.</summary>
    public string Text { get; }

    /// <summary>How many statements there are; zero for an empty text.</summary>
    public int StatementCount { get; }

    /// <summary>The name of each parameter by ordinal, without prefix; the number itself for <c>$n</c>.</summary>
    public ImmutableArray<string> ParameterNames { get; }
}
