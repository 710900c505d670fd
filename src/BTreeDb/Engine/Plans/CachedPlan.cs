using System.Collections.Immutable;
using BTreeDb.Binding.Statements;
using BTreeDb.Planning.Physical;
using BTreeDb.Types;

namespace BTreeDb.Engine.Plans;

/// <summary>A planned statement; immutable, shared by sessions.</summary>
/// <param name="Conditions">What it depends on.</param>
/// <param name="Plan">The physical plan.</param>
/// <param name="ParameterTypes">The types of the parameters by ordinal.</param>
/// <param name="Columns">The columns that it yields.</param>
/// <param name="Command">The first word of its command tag.</param>
internal sealed record CachedPlan(
    PlanConditions Conditions,
    StatementPlan Plan,
    ImmutableArray<SqlType> ParameterTypes,
    ImmutableArray<ResultColumn> Columns,
    string Command)
{
    /// <summary>Whether it only reads.</summary>
    public bool IsQuery => Command == "SELECT";

    /// <summary>The first word of the command tag of a statement.</summary>
    public static string CommandOf(BoundStatement statement) => statement switch
    {
        BoundInsert => "INSERT",
        BoundUpdate => "UPDATE",
        BoundDelete => "DELETE",
        _ => "SELECT",
    };
}
