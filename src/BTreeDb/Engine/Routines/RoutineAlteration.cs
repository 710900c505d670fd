using System.Collections.Immutable;
using BTreeDb.Catalog;
using BTreeDb.Engine.Definitions;
using BTreeDb.Parsing.Syntax;
using BTreeDb.Parsing.Syntax.Definitions;

namespace BTreeDb.Engine.Routines;

/// <summary>ALTER, DROP and COMMENT ON of functions and procedures.</summary>
internal static class RoutineAlteration
{
    /// <summary>Runs DROP.</summary>
    public static void Drop(DefinitionContext context, DropRoutineStatement statement)
    {
        var items = new List<SchemaItem>();
        foreach (var reference in statement.Routines)
        {
            if (RoutineLookup.Find(context, reference, statement.Kind, statement.IfExists) is { } routine)
                items.Add(SchemaItem.Of(routine));
        }

        DropSet.Run(context, items, statement.Behavior);
    }

    /// <summary>Runs ALTER.</summary>
    public static void Alter(DefinitionContext context, AlterRoutineStatement statement)
    {
        var routine = RoutineLookup.Find(context, statement.Routine, statement.Kind, ifExists: false)!;
        switch (statement.Action)
        {
            case AlterRoutineAction.SetOwner:
                ObjectOwners.Check(context, statement.Value!);
                break;
            case AlterRoutineAction.SetOptions:
                context.Edit.PutRoutine(RoutineOptions.Read(statement.Options).Apply(routine), routine);
                break;
            case AlterRoutineAction.SetSchema:
                if (!context.Catalog.TryGetSchema(statement.Value!, out var schema))
                    throw CatalogErrors.SchemaMissing(statement.Value!);
                if (schema.Name != routine.SchemaName)
                    Rename(context, routine, routine with { SchemaName = schema.Name });
                break;
            default:
                Rename(context, routine, routine with { Name = statement.Value! });
                break;
        }
    }

    /// <summary>Runs COMMENT ON.</summary>
    public static void Comment(DefinitionContext context, CommentOnRoutineStatement statement)
    {
        var routine = RoutineLookup.Find(context, statement.Routine, statement.Kind, ifExists: false)!;
        ObjectComments.Set(context, routine.Id, 0, null, statement.Text);
    }

    private static void Rename(DefinitionContext context, RoutineSchema before, RoutineSchema after)
    {
        var types = ImmutableArray.CreateRange(before.Inputs, static input => input.Type);
        foreach (var other in context.Catalog.FindRoutines(after.SchemaName, after.Name))
        {
            if (other.Takes(types))
                throw RoutineDefinitionErrors.ExistsInSchema(after);
        }

        RoutineRename.Run(context, before, after);
    }
}
