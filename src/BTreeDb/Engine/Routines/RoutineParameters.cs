using System.Collections.Immutable;
using BTreeDb.Binding;
using BTreeDb.Catalog;
using BTreeDb.Engine.Definitions;
using BTreeDb.Parsing.Printing;
using BTreeDb.Parsing.Syntax;
using BTreeDb.Parsing.Syntax.Definitions;
using BTreeDb.Types;

namespace BTreeDb.Engine.Routines;

/// <summary>The parameters and results that CREATE FUNCTION declares.</summary>
internal static class RoutineParameters
{
    /// <summary>The parameters of a statement.</summary>
    public static ImmutableArray<RoutineParameterSchema> Resolve(DefinitionContext context, CreateRoutineStatement statement)
    {
        var parameters = ImmutableArray.CreateBuilder<RoutineParameterSchema>(statement.Parameters.Count);
        var hasDefault = false;
        var hasVariadic = false;
        foreach (var syntax in statement.Parameters)
        {
            var mode = ModeOf(syntax.Mode);
            if (syntax.IsSet)
                throw RoutineDefinitionErrors.SetArgument(statement.IsProcedure);
            var parameter = new RoutineParameterSchema(
                syntax.Name, TypeOf(context, syntax.Type, isResult: !IsInput(mode)), mode, null);
            if (parameter.IsInput)
            {
                if (hasVariadic)
                    throw RoutineDefinitionErrors.VariadicNotLast();
                hasVariadic = mode == RoutineMode.Variadic;
            }

            if (hasVariadic && mode == RoutineMode.Variadic && parameter.Type.Id != TypeId.Array
                && RoutineTypes.NameOf(parameter.Type) is not ("anyarray" or "anycompatiblearray"))
                throw RoutineDefinitionErrors.VariadicNotArray();
            CheckName(parameters, parameter);
            parameter = WithDefault(context, parameter, syntax, hasDefault);
            hasDefault |= parameter.DefaultSql is not null;
            parameters.Add(parameter);
        }

        return parameters.MoveToImmutable();
    }

    /// <summary>What a routine yields, and the relation whose rows it returns if it does.</summary>
    public static SqlType ResultOf(
        DefinitionContext context, CreateRoutineStatement statement, ImmutableArray<RoutineParameterSchema> parameters,
        out ObjectId relation)
    {
        relation = default;
        var outputs = parameters.RemoveAll(static parameter => !parameter.IsOutput);
        SqlType? wanted = outputs.Length switch
        {
            0 => null,
            1 when !statement.IsProcedure => outputs[0].Type,
            _ => new SqlType(TypeId.Record),
        };
        if (statement.Result is not { } name)
            return wanted ?? (statement.IsProcedure ? new SqlType(TypeId.Void) : throw RoutineDefinitionErrors.NoResult());
        if (outputs.IsEmpty && FindRelation(context, name) is { } table)
        {
            relation = table.Id;
            return new SqlType(TypeId.Record);
        }

        var declared = TypeOf(context, name, isResult: true);
        if (wanted is { } needed && declared.Family != needed.Family)
            throw RoutineDefinitionErrors.ResultBecauseOfOut(needed);
        return declared;
    }

    /// <summary>A stand-in as result needs one among the arguments.</summary>
    public static void CheckPolymorphism(RoutineSchema routine)
    {
        var (hasElement, hasCompatible) = (false, false);
        foreach (var input in routine.Inputs)
        {
            if (!RoutineTypes.IsStandIn(input.Type))
                continue;
            var isCompatible = RoutineTypes.NameOf(input.Type).StartsWith("anycompatible", StringComparison.Ordinal);
            (hasElement, hasCompatible) = (hasElement || !isCompatible, hasCompatible || isCompatible);
        }

        Check(routine.Result);
        foreach (var output in routine.Outputs)
            Check(output.Type);

        void Check(SqlType type)
        {
            if (!RoutineTypes.IsStandIn(type))
                return;
            var name = RoutineTypes.NameOf(type);
            var isCompatible = name.StartsWith("anycompatible", StringComparison.Ordinal);
            if (isCompatible ? !hasCompatible : !hasElement)
                throw RoutineDefinitionErrors.NoStandIn(name, isCompatible);
        }
    }

    /// <summary>Finds the type that a name means, in the way of parameters and results.</summary>
    public static SqlType TypeOf(DefinitionContext context, TypeName name, bool isResult)
    {
        if (name.Name.Schema is null or "pg_catalog" && name.ArrayBounds.IsEmpty)
        {
            var plain = name.Name.Name;
            if (RoutineTypes.Find(plain) is { } standIn)
                return standIn;
            switch (plain)
            {
                case "void" when isResult:
                    return new SqlType(TypeId.Void);
                case "record" when isResult:
                    return new SqlType(TypeId.Record);
                case "trigger" or "event_trigger" or "internal" or "cstring" or "any" or "void" or "record":
                    throw isResult
                        ? RoutineDefinitionErrors.CannotReturn(plain)
                        : RoutineDefinitionErrors.CannotTake(plain);
            }
        }

        if (!isResult && FindRelation(context, name) is not null)
            throw DefinitionErrors.NotSupported("arguments of a table's row type", name.Position);
        var type = context.ResolveType(name);
        return type.Domain is null ? type with { Modifier = -1 } : type;
    }

    private static bool IsInput(RoutineMode mode) => mode is RoutineMode.In or RoutineMode.InOut or RoutineMode.Variadic;

    private static TableSchema? FindRelation(DefinitionContext context, TypeName name)
    {
        var (schema, plain) = (name.Name.Schema, name.Name.Name);
        return schema != "pg_catalog" && name.Modifiers.IsEmpty && name.ArrayBounds.IsEmpty
            && Binding.Names.TypeNameResolver.FindFamily(plain) is null
            && !context.Catalog.TryGetType(schema, plain, out _) && context.Catalog.TryGetTable(schema, plain, out var table)
                ? table
                : null;
    }

    private static RoutineParameterSchema WithDefault(
        DefinitionContext context, RoutineParameterSchema parameter, RoutineParameter syntax, bool hasDefault)
    {
        if (syntax.Default is not { } value)
        {
            return hasDefault && parameter.IsInput && parameter.Mode != RoutineMode.Variadic
                ? throw RoutineDefinitionErrors.DefaultMissing(syntax.Position)
                : parameter;
        }

        if (!parameter.IsInput)
            throw RoutineDefinitionErrors.DefaultOfOutput(syntax.Position);
        if (!RoutineTypes.IsStandIn(parameter.Type))
            Binder.BindDefault(value, parameter.Name ?? "", parameter.Type, context.Catalog, context.Binding);
        return parameter with { DefaultSql = SyntaxPrinter.Print(value) };
    }

    private static void CheckName(
        ImmutableArray<RoutineParameterSchema>.Builder parameters, RoutineParameterSchema added)
    {
        if (added.Name is null)
            return;
        foreach (var other in parameters)
        {
            // What goes in only and what comes out only may share a name.
            if (other.Name == added.Name && (other.IsInput && added.IsInput || other.IsOutput && added.IsOutput))
                throw RoutineDefinitionErrors.NameTwice(added.Name);
        }
    }

    private static RoutineMode ModeOf(RoutineParameterMode mode) => mode switch
    {
        RoutineParameterMode.Out => RoutineMode.Out,
        RoutineParameterMode.InOut => RoutineMode.InOut,
        RoutineParameterMode.Variadic => RoutineMode.Variadic,
        RoutineParameterMode.Table => RoutineMode.Table,
        _ => RoutineMode.In,
    };
}
