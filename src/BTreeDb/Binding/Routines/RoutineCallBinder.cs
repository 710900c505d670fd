using System.Collections.Immutable;
using BTreeDb.Binding.Errors;
using BTreeDb.Binding.Expressions;
using BTreeDb.Binding.Functions;
using BTreeDb.Binding.Names;
using BTreeDb.Binding.Queries;
using BTreeDb.Catalog;
using BTreeDb.Parsing.Syntax;
using BTreeDb.Parsing.Syntax.Queries;
using BTreeDb.Parsing.Syntax.Expressions;
using BTreeDb.Types;

namespace BTreeDb.Binding.Routines;

/// <summary>Binds calls of routines: as values, as functions in FROM, and by CALL.</summary>
internal sealed class RoutineCallBinder(BindingContext context)
{
    private readonly RoutineResolver _resolver = new(context);
    private readonly RoutineInliner _inliner = new(context);

    /// <summary>Whether a call may mean a routine.</summary>
    public bool MayCall(FunctionCall syntax) => !_resolver.Find(syntax).IsEmpty;

    /// <summary>Chooses what a call means: a routine, or a built-in function for the arguments.</summary>
    public (RoutineCall? Routine, Signature? BuiltIn, BoundExpression[] Arguments) Choose(FunctionCall syntax, Scope scope)
    {
        var arguments = _resolver.BindArguments(syntax, scope);
        var builtIn = syntax.Name.Schema is null ? FunctionSignatures.All[syntax.Name.Name] : [];
        var (routine, signature) = _resolver.Choose(syntax, _resolver.Find(syntax), builtIn, arguments, RoutineKind.Function);
        return (routine, signature, arguments);
    }

    /// <summary>The value of a call: the function's body in its place, or a call at run time.</summary>
    public BoundExpression Value(RoutineCall call, int position)
    {
        if (call.IsRecord)
            throw RoutineErrors.RecordResult(position);
        if (_inliner.TryInline(call) is { } body)
            return body with { Position = position };
        NoteRun(call.Routine);
        return new BoundCall(FunctionId.CallRoutine, call.Arguments, call.Columns[0].Type)
        {
            Routine = call.Routine, Position = position,
        };
    }

    /// <summary>The rows of a call, under columns of a level's own.</summary>
    /// <param name="call">The call.</param>
    /// <param name="alias">The name of a column that has none.</param>
    /// <param name="level">The level.</param>
    public BoundFunctionTable Rows(RoutineCall call, string alias, QueryLevel level)
    {
        NoteRun(call.Routine);
        var columns = ImmutableArray.CreateBuilder<BoundColumnDefinition>(call.Columns.Length);
        foreach (var (name, type) in call.Columns)
            columns.Add(new BoundColumnDefinition(context.NewColumn(level), name ?? alias, type));
        return new BoundFunctionTable(TableFunctionId.Routine, call.Arguments, alias, columns.MoveToImmutable())
        {
            Routine = call.Routine,
        };
    }

    /// <summary>The columns of a record that a call in FROM defines.</summary>
    public RoutineCall WithColumns(RoutineCall call, SyntaxList<TypedColumn> definitions)
    {
        var columns = ImmutableArray.CreateBuilder<(string? Name, SqlType Type)>(definitions.Count);
        foreach (var definition in definitions)
            columns.Add((definition.Name, TypeNameResolver.Resolve(definition.Type, context.Catalog)));
        return call with { Columns = columns.MoveToImmutable(), IsRecord = true };
    }

    /// <summary>The procedure that CALL means, with its arguments.</summary>
    public RoutineCall Procedure(FunctionCall syntax)
    {
        var scope = Scope.Inside(null, null).In(ClauseKind.CallArgument);
        var arguments = _resolver.BindArguments(syntax, scope);
        var routines = _resolver.Find(syntax);
        return _resolver.Choose(syntax, routines, [], arguments, RoutineKind.Procedure).Routine!;
    }

    private void NoteRun(RoutineSchema routine)
    {
        context.CallsVolatile |= routine.Volatility == RoutineVolatility.Volatile;
        context.ReadsClock = true;
    }
}
