using BTreeDb.Binding.Coercion;
using BTreeDb.Engine.Plans;
using BTreeDb.Parsing.Syntax;

namespace BTreeDb.Engine;

/// <summary>One statement of a prepared script, with the operators of its last execution for the next one.</summary>
internal sealed class PreparedStatement
{
    /// <summary>A statement of a parsed script.</summary>
    public PreparedStatement(ParsedScript script, int number, ParameterNames parameterNames)
        : this(script, number, script.Statements[number].Statement, parameterNames)
    {
    }

    /// <summary>A statement inside one of a parsed script: what PREPARE names, what DECLARE opens.</summary>
    public PreparedStatement(ParsedScript script, int number, Statement syntax, ParameterNames parameterNames)
    {
        Script = script;
        Number = number;
        Syntax = syntax;
        ParameterNames = parameterNames;
        Use = new LinkedListNode<PreparedStatement>(this);
    }

    /// <summary>The script that it is part of.</summary>
    public ParsedScript Script { get; }

    /// <summary>Its place in the script.</summary>
    public int Number { get; }

    /// <summary>The syntax tree.</summary>
    public Statement Syntax { get; }

    /// <summary>The numbers of named parameters, shared by the script's statements.</summary>
    public ParameterNames ParameterNames { get; }

    /// <summary>Whether it is made for one execution: its plan is kept nowhere.</summary>
    public bool IsTransient { get; init; }

    /// <summary>The plan with its operators, or null. Valid only under the conditions that it names.</summary>
    public RunningPlan? Running { get; set; }

    /// <summary>The plan with its operators for the parameters of the last execution, or null.</summary>
    public RunningPlan? Custom { get; set; }

    /// <summary>Its place among the statements that keep operators; in no list while it has none.</summary>
    public LinkedListNode<PreparedStatement> Use { get; }

    /// <summary>The result, reused; null before the first execution.</summary>
    public ResultSet? Result { get; set; }

    /// <summary>Gives up plan and operators.</summary>
    public void Discard()
    {
        Running?.Dispose();
        Running = null;
        Custom?.Dispose();
        Custom = null;
    }
}
