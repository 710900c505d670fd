using System.Collections.Immutable;
using BTreeDb.Binding.Errors;
using BTreeDb.Binding.Expressions;
using BTreeDb.Binding.Functions;
using BTreeDb.Binding.Names;
using BTreeDb.Catalog;
using BTreeDb.Parsing;
using BTreeDb.Parsing.Syntax;
using BTreeDb.Parsing.Syntax.Expressions;
using BTreeDb.Types;

namespace BTreeDb.Binding.Routines;

/// <summary>
/// Finds the routine that a call means, among those of its name and the built-in functions, by PostgreSQL's rules: each
/// candidate is looked at with the arguments in the order of the call, whatever names and defaults did to them.
/// </summary>
internal sealed class RoutineResolver(BindingContext context)
{
    /// <summary>The routines of a call's name; empty where only built-in functions can be meant.</summary>
    public ImmutableArray<RoutineSchema> Find(FunctionCall syntax)
    {
        if (syntax.Name.Parts.Count > 2 || syntax.Name.Schema == "pg_catalog")
            return [];
        return context.Catalog.FindRoutines(syntax.Name.Schema, syntax.Name.Name);
    }

    /// <summary>Binds the arguments of a call, whatever their notation.</summary>
    public BoundExpression[] BindArguments(FunctionCall syntax, Scope scope)
    {
        var arguments = new BoundExpression[syntax.Arguments.Count];
        var seen = new HashSet<string>();
        for (var i = 0; i < arguments.Length; i++)
        {
            var argument = syntax.Arguments[i];
            if (argument.Name is null && seen.Count > 0)
                throw RoutineErrors.PositionalAfterNamed(argument.Position);
            if (argument.Name is { } name && !seen.Add(name))
                throw RoutineErrors.NameUsedTwice(name, argument.Position);
            arguments[i] = argument.Value is AllColumns { Qualifier.Count: 1 } star
                ? ColumnResolver.FindRow(star.Qualifier[0], scope, star.Position)
                    ?? throw NameErrors.MissingFromEntry(star.Qualifier[0], star.Position)
                : context.Expressions.Bind(argument.Value, scope);
        }

        return arguments;
    }

    /// <summary>Chooses among routines and built-in functions; exactly one of the results is set.</summary>
    /// <param name="syntax">The call.</param>
    /// <param name="routines">The routines of its name.</param>
    /// <param name="builtIn">The built-in functions of its name.</param>
    /// <param name="arguments">The arguments in the order of the call.</param>
    /// <param name="kind">What is called for: a function, or by CALL a procedure.</param>
    public (RoutineCall? Routine, Signature? BuiltIn) Choose(
        FunctionCall syntax, ImmutableArray<RoutineSchema> routines, ImmutableArray<Signature> builtIn,
        BoundExpression[] arguments, RoutineKind kind)
    {
        var names = new string?[arguments.Length];
        for (var i = 0; i < names.Length; i++)
            names[i] = syntax.Arguments[i].Name;
        var isVariadic = arguments.Length > 0 && syntax.Arguments[^1].IsVariadic;
        var candidates = new List<Signature>();
        var repeated = new HashSet<Signature>(ReferenceEqualityComparer.Instance);
        if (Array.TrueForAll(names, static name => name is null) && !isVariadic)
            candidates.AddRange(builtIn);
        foreach (var routine in routines)
        {
            if (RoutineCandidate.Fit(routine, names, isVariadic) is { } candidate)
                Add(candidates, repeated, SignatureOf(candidate));
        }

        var types = SignatureTypes.CodesOf(arguments);
        var chosen = OverloadResolver.Choose([.. candidates], types, out var isAmbiguous);
        var shown = RoutineErrors.Describe(syntax, arguments);
        if (chosen is null || repeated.Contains(chosen))
        {
            throw isAmbiguous || chosen is not null
                ? RoutineErrors.Ambiguous(kind, shown, syntax.Position)
                : RoutineErrors.Undefined(kind, shown, syntax.Position);
        }

        if (chosen.Routine is not { } found)
            return (null, chosen);
        if (found.Routine.Kind != kind)
            throw RoutineErrors.OtherKind(found.Routine, syntax.Position);
        context.Catalog.NoteUse(found.Routine);
        context.Uses?.AddRoutine(syntax.Position, found.Routine.Id);
        return (Complete(found, chosen, arguments, syntax.Position), null);
    }

    /// <summary>
    /// Of candidates that look the same to the call, that of the schema which comes first in the path is better, and in one
    /// schema that without an array made of arguments; else such a call is ambiguous.
    /// </summary>
    private static void Add(List<Signature> candidates, HashSet<Signature> repeated, Signature added)
    {
        var candidate = added.Routine!;
        for (var i = 0; i < candidates.Count; i++)
        {
            if (!candidates[i].Arguments.AsSpan().SequenceEqual(added.Arguments.AsSpan()))
                continue;
            if (candidates[i].Routine is not { } known || known.Routine.SchemaName != candidate.Routine.SchemaName)
                return;
            if (known.ExpandsVariadic == candidate.ExpandsVariadic)
                repeated.Add(candidates[i]);
            else if (known.ExpandsVariadic)
                candidates[i] = added;
            return;
        }

        candidates.Add(added);
    }

    private static Signature SignatureOf(RoutineCandidate candidate)
    {
        var types = ImmutableArray.CreateBuilder<TypeId>(candidate.Places.Length);
        foreach (var place in candidate.Places)
        {
            var type = candidate.Inputs[place].Type;
            types.Add(candidate.ExpandsVariadic && place == candidate.Inputs.Length - 1
                ? ElementCodeOf(type)
                : RoutineTypes.IsStandIn(type) ? type.Id : SignatureTypes.CodeOf(type));
        }

        var result = candidate.Routine.Result;
        return new Signature(
            FunctionId.CallRoutine, types.MoveToImmutable(),
            RoutineTypes.IsStandIn(result) ? result.Id : SignatureTypes.CodeOf(result))
        {
            Routine = candidate,
        };
    }

    private static TypeId ElementCodeOf(SqlType array) => array.Id switch
    {
        PseudoTypes.AnyArray => PseudoTypes.AnyElement,
        PseudoTypes.AnyCompatibleArray => PseudoTypes.AnyCompatible,
        _ => array.Element,
    };

    private RoutineCall Complete(RoutineCandidate candidate, Signature signature, BoundExpression[] given, int position)
    {
        var (element, compatible) = StandIns(candidate, signature, given, position);
        var inputs = candidate.Inputs;
        var arguments = new BoundExpression?[inputs.Length];
        var rest = new List<BoundExpression>();
        for (var i = 0; i < given.Length; i++)
        {
            var place = candidate.Places[i];
            var type = TypeOf(inputs[place].Type, element, compatible);
            if (candidate.ExpandsVariadic && place == inputs.Length - 1)
                rest.Add(Convert(given[i], type.ElementType));
            else
                arguments[place] = Convert(given[i], type);
        }

        for (var i = 0; i < inputs.Length; i++)
        {
            var type = TypeOf(inputs[i].Type, element, compatible);
            if (candidate.ExpandsVariadic && i == inputs.Length - 1)
                arguments[i] = new BoundCall(FunctionId.ArrayMake, [.. rest], type) { Position = position };
            else
                arguments[i] ??= BindDefault(inputs[i].DefaultSql!, type);
        }

        var (columns, isRecord) = ResultOf(candidate.Routine, element, compatible);
        return new RoutineCall(candidate.Routine, [.. arguments!], columns, isRecord);
    }

    private BoundExpression Convert(BoundExpression argument, SqlType type) =>
        argument.Type.Family == type ? argument : context.Coercer.Coerce(argument, type);

    private BoundExpression BindDefault(string sql, SqlType type) =>
        context.StoredExpressions.BindDefault(SqlParser.ParseExpression(sql), type);

    private (ImmutableArray<(string? Name, SqlType Type)> Columns, bool IsRecord) ResultOf(
        RoutineSchema routine, SqlType element, SqlType compatible)
    {
        if (routine.ResultRelation.Value != 0 && context.Catalog.TryGetTable(routine.ResultRelation, out var table))
            return ([.. System.Linq.Enumerable.Select(table.Columns, static column => ((string?)column.Name, column.Type))], true);
        var outputs = routine.Outputs;
        if (outputs.IsEmpty)
            return ([(null, TypeOf(routine.Result, element, compatible))], false);
        var columns = ImmutableArray.CreateBuilder<(string? Name, SqlType Type)>(outputs.Length);
        foreach (var output in outputs)
            columns.Add((output.Name ?? $"column{columns.Count + 1}", TypeOf(output.Type, element, compatible)));
        if (outputs is [{ Name: null }])
            columns[0] = (null, columns[0].Type);
        return (columns.MoveToImmutable(), outputs.Length > 1 || routine.Kind == RoutineKind.Procedure);
    }

    private static SqlType TypeOf(SqlType declared, SqlType element, SqlType compatible) =>
        RoutineTypes.IsStandIn(declared) ? SignatureTypes.Resolve(declared.Id, element, compatible) : declared;

    private static (SqlType Element, SqlType Compatible) StandIns(
        RoutineCandidate candidate, Signature signature, BoundExpression[] given, int position)
    {
        if (!SignatureTypes.IsPolymorphic(signature) && !candidate.Inputs.Any(static input => RoutineTypes.IsStandIn(input.Type)))
            return (SqlType.Unknown, SqlType.Unknown);
        var types = Array.ConvertAll(given, static argument => argument.Type);
        if (SignatureTypes.Unify(signature, types, compatible: false) is not { } element
            || SignatureTypes.Unify(signature, types, compatible: true) is not { } compatible)
            throw CoercionErrors.PolymorphicMismatch(position);
        if (element.Id == TypeId.Unknown && SignatureTypes.NeedsElement(signature))
            throw CoercionErrors.PolymorphicUnknown(position);
        return (element, compatible.Id == TypeId.Unknown ? SqlType.Text : compatible);
    }
}
