using System.Collections.Immutable;
using BTreeDb.Catalog;
using BTreeDb.Diagnostics;
using BTreeDb.Engine.Definitions;
using BTreeDb.Parsing.Syntax;
using BTreeDb.Parsing.Syntax.Definitions;
using BTreeDb.Types;

namespace BTreeDb.Engine.Routines;

/// <summary>Finds the routine that a statement names.</summary>
internal static class RoutineLookup
{
    /// <summary>The routine; null where there is none and the statement says IF EXISTS, which is told by a notice.</summary>
    public static RoutineSchema? Find(DefinitionContext context, RoutineReference reference, ObjectKind kind, bool ifExists)
    {
        var name = string.Join('.', reference.Name.Parts);
        if (reference.Name.Schema is { } schema && !context.Catalog.HasSchema(schema))
        {
            if (!ifExists)
                throw CatalogErrors.SchemaMissing(schema);
            context.Notice($"schema \"{schema}\" does not exist, skipping");
            return null;
        }

        var routines = context.Catalog.FindRoutines(reference.Name.Schema, reference.Name.Name);
        return reference.HasParameters
            ? FindExact(context, reference, routines, name, kind, ifExists)
            : FindOnly(context, routines, name, kind, ifExists);
    }

    private static RoutineSchema? FindExact(
        DefinitionContext context, RoutineReference reference, ImmutableArray<RoutineSchema> routines, string name,
        ObjectKind kind, bool ifExists)
    {
        var types = ImmutableArray.CreateBuilder<SqlType>();
        try
        {
            foreach (var parameter in reference.Parameters)
            {
                if (parameter.Mode is not RoutineParameterMode.Out)
                    types.Add(RoutineParameters.TypeOf(context, parameter.Type, isResult: false));
            }
        }
        catch (EngineException missing) when (ifExists && missing.SqlState == SqlState.UndefinedObject)
        {
            context.Notice($"{missing.Message}, skipping");
            return null;
        }

        foreach (var routine in routines)
        {
            if (routine.Takes(types.ToImmutable()))
                return OfKind(routine, kind);
        }

        var list = string.Join(", ", System.Linq.Enumerable.Select(types, RoutineTypes.NameOf));
        var word = kind == ObjectKind.Procedure ? "procedure" : kind == ObjectKind.Routine ? "routine" : "function";
        if (!ifExists)
            throw RoutineDefinitionErrors.Missing(word, $"{name}({list})");
        context.Notice($"{word} {name}({list.Replace(", ", ",", StringComparison.Ordinal)}) does not exist, skipping");
        return null;
    }

    private static RoutineSchema? FindOnly(
        DefinitionContext context, ImmutableArray<RoutineSchema> routines, string name, ObjectKind kind, bool ifExists)
    {
        var word = kind == ObjectKind.Procedure ? "procedure" : kind == ObjectKind.Routine ? "routine" : "function";
        if (routines.Length > 1)
        {
            var fitting = routines.RemoveAll(routine => !IsOfKind(routine, kind));
            if (fitting.Length != 1)
                throw RoutineDefinitionErrors.NotUnique(word, name);
            return fitting[0];
        }

        if (routines.Length == 1)
            return OfKind(routines[0], kind);
        if (!ifExists)
            throw RoutineDefinitionErrors.NotFound(word, name);
        context.Notice($"{word} {name}() does not exist, skipping");
        return null;
    }

    private static bool IsOfKind(RoutineSchema routine, ObjectKind kind) => kind switch
    {
        ObjectKind.Function => routine.Kind == RoutineKind.Function,
        ObjectKind.Procedure => routine.Kind == RoutineKind.Procedure,
        _ => true,
    };

    private static RoutineSchema OfKind(RoutineSchema routine, ObjectKind kind) =>
        IsOfKind(routine, kind)
            ? routine
            : throw RoutineDefinitionErrors.WrongKind(routine, kind == ObjectKind.Procedure ? "procedure" : "function");
}
