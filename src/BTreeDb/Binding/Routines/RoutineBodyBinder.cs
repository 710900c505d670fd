using System.Collections.Immutable;
using BTreeDb.Binding.Coercion;
using BTreeDb.Binding.Clauses;
using BTreeDb.Binding.Errors;
using BTreeDb.Binding.Expressions;
using BTreeDb.Binding.Names;
using BTreeDb.Binding.Queries;
using BTreeDb.Binding.Statements;
using BTreeDb.Catalog;
using BTreeDb.Parsing;
using BTreeDb.Parsing.Syntax;
using BTreeDb.Parsing.Syntax.Changes;
using BTreeDb.Parsing.Syntax.Definitions;
using BTreeDb.Parsing.Syntax.Expressions;
using BTreeDb.Parsing.Syntax.Queries;
using BTreeDb.Types;

namespace BTreeDb.Binding.Routines;

/// <summary>
/// Binds the statements of a routine, whose parameters are the statements'. The last one yields what the routine was
/// declared to return, converted by assignment.
/// </summary>
internal static class RoutineBodyBinder
{
    /// <summary>The statements of a routine's text.</summary>
    public static ImmutableArray<Statement> Parse(RoutineSchema routine)
    {
        if (routine.IsSqlBody)
        {
            var create = (CreateRoutineStatement)SqlParser.ParseStatement($"CREATE FUNCTION f() {routine.Body}");
            return Plain(create.Body!.Statements);
        }

        var parsed = SqlParser.Parse(routine.Body);
        var statements = ImmutableArray.CreateBuilder<Statement>(parsed.Length);
        foreach (var statement in parsed)
            statements.Add(statement.Statement);
        return statements.MoveToImmutable();
    }

    /// <summary>The statements of a body in SQL's own form; RETURN is a query.</summary>
    public static ImmutableArray<Statement> Plain(SyntaxList<Statement> body)
    {
        var statements = ImmutableArray.CreateBuilder<Statement>(body.Count);
        foreach (var statement in body)
            statements.Add(statement is ReturnStatement value ? AsQuery(value) : statement);
        return statements.MoveToImmutable();
    }

    /// <summary>Binds a routine's statements for arguments of some types.</summary>
    /// <param name="routine">The routine.</param>
    /// <param name="statements">Its statements.</param>
    /// <param name="arguments">The types of its input parameters.</param>
    /// <param name="columns">The columns of its result; empty where it yields nothing.</param>
    /// <param name="catalog">The catalog.</param>
    /// <param name="options">The surroundings.</param>
    public static ImmutableArray<BoundStatement> Bind(
        RoutineSchema routine, ImmutableArray<Statement> statements, ImmutableArray<SqlType> arguments,
        ImmutableArray<SqlType> columns, ICatalogView catalog, BindingOptions options)
    {
        var names = ImmutableArray.CreateBuilder<string?>();
        foreach (var input in routine.Inputs)
            names.Add(input.Name);
        options = options with
        {
            ParameterTypes = arguments,
            ParameterNames = null,
            Routine = new RoutineScope(routine.Name, names.ToImmutable(), arguments),
        };
        var bound = ImmutableArray.CreateBuilder<BoundStatement>(statements.Length);
        for (var i = 0; i < statements.Length; i++)
        {
            if (statements[i] is not (SelectStatement or InsertStatement or UpdateStatement or DeleteStatement or MergeStatement))
                throw RoutineErrors.NotAllowedIn(NameOf(statements[i]));
            var isLast = i == statements.Length - 1;
            bound.Add(isLast && !columns.IsEmpty
                ? Binder.BindResult(statements[i], routine, columns, catalog, options)
                : Binder.Bind(statements[i], catalog, options));
        }

        return bound.MoveToImmutable();
    }

    /// <summary>Gives a bound statement the columns that the routine returns.</summary>
    public static BoundStatement Shape(
        BoundStatement statement, RoutineSchema routine, ImmutableArray<SqlType> columns, BindingContext context)
    {
        switch (statement)
        {
            case BoundQueryStatement query:
                return query with { Query = Shape(query.Query, routine, columns, context) };
            case BoundInsert { Returning.IsEmpty: false } insert:
                return insert with { Returning = Shape(insert.Returning, routine, columns, context) };
            case BoundUpdate { Returning.IsEmpty: false } update:
                return update with { Returning = Shape(update.Returning, routine, columns, context) };
            case BoundDelete { Returning.IsEmpty: false } delete:
                return delete with { Returning = Shape(delete.Returning, routine, columns, context) };
            default:
                throw NoResult(routine);
        }
    }

    /// <summary>42P13: the last statement yields no rows.</summary>
    public static Diagnostics.EngineException NoResult(RoutineSchema routine) => RoutineErrors.ReturnMismatch(
        DeclaredOf(routine), "Function's final statement must be SELECT or INSERT/UPDATE/DELETE RETURNING.");

    private static SelectStatement AsQuery(ReturnStatement value) => new(
        value.Position, null,
        new QuerySpecification(
            value.Position, null, SyntaxList.Create<SelectItem>([new SelectItem(value.Position, value.Value, null)]), null,
            SyntaxList<FromItem>.Empty, null, null, null, SyntaxList<NamedWindow>.Empty),
        SyntaxList<SortItem>.Empty, null, SyntaxList<LockingClause>.Empty);

    private static string NameOf(Statement statement)
    {
        var name = statement.GetType().Name.Replace("Statement", "", StringComparison.Ordinal);
        return string.Concat(System.Linq.Enumerable.Select(
            name, static (letter, i) => i > 0 && char.IsUpper(letter) ? $" {letter}" : char.ToUpperInvariant(letter).ToString()))
            .ToUpperInvariant();
    }

    private static BoundSelect Shape(
        BoundQuery query, RoutineSchema routine, ImmutableArray<SqlType> columns, BindingContext context)
    {
        CheckWidth(query.Columns.Length, routine, columns);
        query = QueryShaper.TypeUnknowns(context.Coercer, query, [.. columns]);
        var values = new BoundExpression[columns.Length];
        for (var i = 0; i < values.Length; i++)
        {
            var column = query.Columns[i];
            values[i] = Convert(new BoundColumn(column.Id, column.Type, column.Name), i, routine, columns, context);
        }

        return QueryShaper.Project(context, query, values, new QueryLevel(null));
    }

    private static ImmutableArray<BoundProjection> Shape(
        ImmutableArray<BoundProjection> returning, RoutineSchema routine, ImmutableArray<SqlType> columns,
        BindingContext context)
    {
        CheckWidth(returning.Length, routine, columns);
        var shaped = ImmutableArray.CreateBuilder<BoundProjection>(columns.Length);
        for (var i = 0; i < columns.Length; i++)
        {
            var value = Convert(returning[i].Expression, i, routine, columns, context);
            shaped.Add(new BoundProjection(returning[i].Column with { Type = value.Type }, value));
        }

        return shaped.MoveToImmutable();
    }

    private static BoundExpression Convert(
        BoundExpression value, int place, RoutineSchema routine, ImmutableArray<SqlType> columns, BindingContext context)
    {
        if (context.Coercer.TryCoerce(value, columns[place], CastContext.Assignment) is { } converted)
            return converted;
        var actual = TypeNames.Of(value.Type.Family);
        throw RoutineErrors.ReturnMismatch(
            DeclaredOf(routine),
            IsRecord(routine)
                ? $"Final statement returns {actual} instead of {TypeNames.Of(columns[place].Family)} at column {place + 1}."
                : $"Actual return type is {actual}.");
    }

    private static void CheckWidth(int width, RoutineSchema routine, ImmutableArray<SqlType> columns)
    {
        if (width == columns.Length)
            return;
        throw RoutineErrors.ReturnMismatch(
            DeclaredOf(routine),
            !IsRecord(routine) ? "Final statement must return exactly one column."
                : width > columns.Length ? "Final statement returns too many columns."
                : "Final statement returns too few columns.");
    }

    private static bool IsRecord(RoutineSchema routine) => routine.Result.Id == TypeId.Record;

    private static SqlType DeclaredOf(RoutineSchema routine) => routine.Result;
}
