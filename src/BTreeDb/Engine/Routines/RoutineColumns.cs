using System.Collections.Immutable;
using BTreeDb.Catalog;
using BTreeDb.Types;

namespace BTreeDb.Engine.Routines;

/// <summary>The columns that the last statement of a routine has to yield.</summary>
internal static class RoutineColumns
{
    /// <summary>Their types; none for what returns nothing.</summary>
    public static ImmutableArray<SqlType> Of(RoutineSchema routine, ICatalogView catalog)
    {
        if (routine.ResultRelation.Value != 0 && catalog.TryGetTable(routine.ResultRelation, out var table))
            return ImmutableArray.CreateRange(table.Columns, static column => column.Type);
        var outputs = routine.Outputs;
        if (!outputs.IsEmpty)
            return ImmutableArray.CreateRange(outputs, static output => output.Type);
        return routine.Result.Id == TypeId.Void || routine.Kind == RoutineKind.Procedure ? [] : [routine.Result];
    }
}
