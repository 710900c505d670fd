using System.Collections.Immutable;
using BTreeDb.Types;

namespace BTreeDb.Engine.Prepared;

/// <summary>A statement that PREPARE has named.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Text">The text of the PREPARE statement.</param>
/// <param name="Statement">The statement behind AS, with its plan.</param>
/// <param name="ParameterTypes">The types of its parameters, given or found; they never change.</param>
/// <param name="Columns">What it yields; must stay so.</param>
/// <param name="PreparedAt">When, in microseconds since 2000-01-01 UTC.</param>
internal sealed record NamedStatement(
    string Name,
    string Text,
    PreparedStatement Statement,
    ImmutableArray<SqlType> ParameterTypes,
    ImmutableArray<ResultColumn> Columns,
    long PreparedAt)
{
    /// <summary>Raises 0A000 when a change of the schema has changed what the statement yields.</summary>
    public void EnsureYields(ImmutableArray<ResultColumn> columns)
    {
        var isSame = columns.Length == Columns.Length;
        for (var i = 0; isSame && i < columns.Length; i++)
            isSame = columns[i].Name == Columns[i].Name && columns[i].Type == Columns[i].Type;
        if (!isSame)
            throw PreparationErrors.ResultTypeChanged();
    }
}
