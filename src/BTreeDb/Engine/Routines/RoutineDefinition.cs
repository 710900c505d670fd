using System.Collections.Immutable;
using BTreeDb.Binding;
using BTreeDb.Binding.Routines;
using BTreeDb.Catalog;
using BTreeDb.Diagnostics;
using BTreeDb.Engine.Definitions;
using BTreeDb.Parsing;
using BTreeDb.Parsing.Printing;
using BTreeDb.Parsing.Syntax;
using BTreeDb.Parsing.Syntax.Definitions;
using BTreeDb.Types;

namespace BTreeDb.Engine.Routines;

/// <summary>CREATE FUNCTION and CREATE PROCEDURE. The body is bound once, so that mistakes in it show now.</summary>
internal static class RoutineDefinition
{
    /// <summary>Runs the statement.</summary>
    public static void Run(DefinitionContext context, CreateRoutineStatement statement)
    {
        var schema = context.ResolveSchema(statement.Name.Schema);
        var options = RoutineOptions.Read(statement);
        var parameters = RoutineParameters.Resolve(context, statement);
        var result = RoutineParameters.ResultOf(context, statement, parameters, out var relation);
        var (body, isSqlBody) = BodyOf(statement);
        var routine = new RoutineSchema(
            default, schema, statement.Name.Name, statement.IsProcedure ? RoutineKind.Procedure : RoutineKind.Function,
            parameters, result, statement.ReturnsSet, body)
        {
            IsSqlBody = isSqlBody,
            ResultRelation = relation,
        };
        routine = options.Apply(routine);
        RoutineParameters.CheckPolymorphism(routine);
        var before = FindReplaced(context, routine, statement.OrReplace);
        var recording = new RecordingCatalogView(context.Catalog);
        Validate(context, routine, recording);
        routine = routine with
        {
            Id = before?.Id ?? context.Edit.NewObjectId(),
            References = isSqlBody ? recording.Found : [],
        };
        context.Edit.PutRoutine(routine, before);
    }

    /// <summary>Binds a routine's body as its calls do; not where only a call tells the types.</summary>
    private static void Validate(DefinitionContext context, RoutineSchema routine, ICatalogView catalog)
    {
        var inputs = ImmutableArray.CreateRange(routine.Inputs, static input => input.Type);
        foreach (var parameter in routine.Parameters)
        {
            if (RoutineTypes.IsStandIn(parameter.Type))
                return;
        }

        if (RoutineTypes.IsStandIn(routine.Result))
            return;
        try
        {
            var statements = RoutineBodyBinder.Parse(routine);
            if (routine.Result.Id == TypeId.Record && routine.Outputs.IsEmpty && routine.ResultRelation.Value == 0)
            {
                RoutineBodyBinder.Bind(routine, statements, inputs, [], catalog, context.Binding);
                return;
            }

            var columns = RoutineColumns.Of(routine, context.Catalog);
            if (!columns.IsEmpty && statements.IsEmpty)
                throw RoutineBodyBinder.NoResult(routine);
            RoutineBodyBinder.Bind(routine, statements, inputs, columns, catalog, context.Binding);
        }
        catch (EngineException failure) when (failure.Position >= 0)
        {
            // A place in the body is no place in the statement.
            throw failure.WithoutPosition();
        }
    }

    private static (string Body, bool IsSqlBody) BodyOf(CreateRoutineStatement statement)
    {
        RoutineOption? text = null;
        foreach (var option in statement.Options)
        {
            if (option.Kind == RoutineOptionKind.LinkSymbol)
                throw RoutineDefinitionErrors.OneTextOnly();
            if (option.Kind == RoutineOptionKind.Text)
                text = option;
        }

        if (statement.Body is not { } body)
            return (text?.Value ?? throw RoutineDefinitionErrors.NoBody(), false);
        if (text is not null)
            throw RoutineDefinitionErrors.TwoBodies();
        var writer = new SqlWriter();
        RoutinePrinter.Body(writer, body);
        return (writer.ToString(), true);
    }

    /// <summary>The routine of the same arguments that is replaced; null when there is none.</summary>
    private static RoutineSchema? FindReplaced(DefinitionContext context, RoutineSchema routine, bool orReplace)
    {
        var types = ImmutableArray.CreateRange(routine.Inputs, static input => input.Type);
        foreach (var other in context.Catalog.FindRoutines(routine.SchemaName, routine.Name))
        {
            if (!other.Takes(types))
                continue;
            if (!orReplace)
                throw RoutineDefinitionErrors.Exists(routine.Name);
            CheckReplacement(other, routine);
            return other;
        }

        return null;
    }

    private static void CheckReplacement(RoutineSchema before, RoutineSchema after)
    {
        if (before.Kind != after.Kind)
            throw RoutineDefinitionErrors.OtherKind(before);
        if (before.Result.Family != after.Result.Family || before.ReturnsSet != after.ReturnsSet
            || before.ResultRelation != after.ResultRelation)
            throw RoutineDefinitionErrors.OtherResult(before);
        if (!OutputsMatch(before, after))
            throw RoutineDefinitionErrors.OtherRow(before);
        var (oldInputs, newInputs) = (before.Inputs, after.Inputs);
        for (var i = 0; i < oldInputs.Length; i++)
        {
            if (oldInputs[i].Name is { } name && name != newInputs[i].Name)
                throw RoutineDefinitionErrors.ParameterRenamed(name, before);
            if (oldInputs[i].DefaultSql is not null && newInputs[i].DefaultSql is null)
                throw RoutineDefinitionErrors.DefaultRemoved(before);
        }
    }

    private static bool OutputsMatch(RoutineSchema before, RoutineSchema after)
    {
        var (old, now) = (before.Outputs, after.Outputs);
        if (old.Length != now.Length)
            return false;
        for (var i = 0; i < old.Length; i++)
        {
            if (old[i].Type.Family != now[i].Type.Family || old[i].Name != now[i].Name)
                return false;
        }

        return true;
    }
}
