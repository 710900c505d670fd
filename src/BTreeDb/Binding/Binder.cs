using System.Collections.Immutable;
using BTreeDb.Binding.Analysis;
using BTreeDb.Binding.Changes;
using BTreeDb.Binding.Coercion;
using BTreeDb.Binding.Expressions;
using BTreeDb.Binding.Names;
using BTreeDb.Binding.Queries;
using BTreeDb.Binding.Routines;
using BTreeDb.Binding.Statements;
using BTreeDb.Catalog;
using BTreeDb.Diagnostics;
using BTreeDb.Parsing.Syntax;
using BTreeDb.Parsing.Syntax.Changes;
using BTreeDb.Parsing.Syntax.Expressions;
using BTreeDb.Parsing.Syntax.Queries;
using BTreeDb.Types;

namespace BTreeDb.Binding;

/// <summary>The entry of this layer: turns syntax into bound trees against one state of the catalog.</summary>
internal static class Binder
{
    /// <summary>Binds a query or a change of rows.</summary>
    public static BoundStatement Bind(Statement syntax, ICatalogView catalog, BindingOptions options)
    {
        var parameters = new ParameterTypes(options.ParameterTypes);
        var with = TopLevelWith(syntax);
        var statement = Bind(syntax, new BindingContext(catalog, options, parameters) { TopLevelWith = with });
        var types = parameters.Complete();
        if (!parameters.HasUntypedUses)
            return statement with { ParameterTypes = types };
        // A use like "$1 IS NULL" took no type before another use gave one. The second time all have theirs.
        var context = new BindingContext(catalog, options, new ParameterTypes(types)) { TopLevelWith = with };
        return Bind(syntax, context) with { ParameterTypes = types };
    }

    /// <summary>Binds the last statement of a routine, whose rows are what it returns.</summary>
    public static BoundStatement BindResult(
        Statement syntax, RoutineSchema routine, ImmutableArray<SqlType> columns, ICatalogView catalog, BindingOptions options)
    {
        var parameters = new ParameterTypes(options.ParameterTypes);
        var context = new BindingContext(catalog, options, parameters) { TopLevelWith = TopLevelWith(syntax) };
        var statement = RoutineBodyBinder.Shape(Bind(syntax, context), routine, columns, context);
        return Complete(statement, context) with { ParameterTypes = parameters.Complete() };
    }

    /// <summary>Chooses the procedure that CALL means.</summary>
    public static RoutineCall BindCall(
        FunctionCall syntax, ICatalogView catalog, BindingOptions options, out ImmutableArray<SqlType> parameterTypes)
    {
        var parameters = new ParameterTypes(options.ParameterTypes);
        var call = new BindingContext(catalog, options, parameters).Routines.Procedure(syntax);
        parameterTypes = parameters.Complete();
        return call;
    }

    /// <summary>Binds a stored query to find out what its names mean.</summary>
    /// <param name="syntax">The query, parsed from its text.</param>
    /// <param name="schema">The schema in which names are looked up first, or null.</param>
    /// <param name="catalog">The catalog.</param>
    /// <param name="options">The surroundings.</param>
    /// <param name="uses">Takes the meanings.</param>
    public static BoundQuery Examine(
        SelectStatement syntax, string? schema, ICatalogView catalog, BindingOptions options, NameUses uses)
    {
        var context = new BindingContext(catalog, options, new ParameterTypes([]))
        {
            TopLevelWith = TopLevelWith(syntax),
            Uses = uses,
            ViewSchema = schema,
        };
        return context.Queries.Bind(syntax, outer: null, tables: null);
    }

    /// <summary>Binds an expression over a table's row to find out what its names mean: a check, a generated column.</summary>
    public static void Examine(
        Expression syntax, TableSchema table, ICatalogView catalog, BindingOptions options, NameUses uses)
    {
        var context = NewContext(catalog, options);
        context.Uses = uses;
        var row = NewRow(context, table.Columns);
        uses.Name(table.Id, row, table.Columns);
        context.StoredExpressions.BindOverRow(syntax, table.Name, row);
    }

    /// <summary>
    /// Binds an expression over a table's row as the new value of a column; null where it does not become one by
    /// assignment.
    /// </summary>
    public static BoundExpression? BindConversion(
        Expression syntax, TableSchema table, SqlType type, ICatalogView catalog, BindingOptions options)
    {
        var context = NewContext(catalog, options);
        var value = context.StoredExpressions.BindConversion(syntax, table.Name, NewRow(context, table.Columns));
        return context.Coercer.TryCoerce(value, type, CastContext.Assignment);
    }

    /// <summary>Binds a column's default as CREATE or ALTER TABLE defines it, in the column's type.</summary>
    public static BoundExpression BindDefault(
        Expression syntax, string column, SqlType type, ICatalogView catalog, BindingOptions options) =>
        NewContext(catalog, options).StoredExpressions.BindDefault(syntax, column, type);

    /// <summary>Binds the default of a column of the catalog; NULL when it has none.</summary>
    public static BoundExpression BindDefault(ColumnSchema column, ICatalogView catalog, BindingOptions options) =>
        NewContext(catalog, options).StoredExpressions.BindDefault(column);

    /// <summary>Binds the arguments of EXECUTE in the types of the statement's parameters.</summary>
    public static ImmutableArray<BoundExpression> BindArguments(
        SyntaxList<Expression> syntax, ImmutableArray<SqlType> wanted, ICatalogView catalog, BindingOptions options,
        out ImmutableArray<SqlType> parameterTypes)
    {
        var parameters = new ParameterTypes(options.ParameterTypes);
        var bound = new BindingContext(catalog, options, parameters).StoredExpressions.BindArguments(syntax, wanted);
        parameterTypes = parameters.Complete();
        return bound;
    }

    /// <summary>Binds a CHECK constraint as CREATE or ALTER TABLE defines it.</summary>
    /// <param name="syntax">The condition.</param>
    /// <param name="table">The table's name.</param>
    /// <param name="columns">The table's columns.</param>
    /// <param name="catalog">The catalog.</param>
    /// <param name="options">The surroundings.</param>
    /// <returns>The condition, and the ids under which it sees the row.</returns>
    public static (BoundExpression Condition, ImmutableArray<BoundColumnDefinition> Row) BindCheck(
        Expression syntax, string table, ImmutableArray<ColumnSchema> columns, ICatalogView catalog, BindingOptions options)
    {
        var context = NewContext(catalog, options);
        var definitions = NewRow(context, columns);
        return (context.StoredExpressions.BindCheck(syntax, table, definitions), definitions);
    }

    /// <summary>Binds a CHECK constraint of a domain as CREATE or ALTER DOMAIN defines it.</summary>
    /// <param name="syntax">The condition on VALUE.</param>
    /// <param name="type">The type of VALUE: the domain's base.</param>
    /// <param name="catalog">The catalog.</param>
    /// <param name="options">The surroundings.</param>
    /// <returns>The condition, and the column under which it sees the value.</returns>
    public static (BoundExpression Condition, BoundColumnDefinition Value) BindDomainCheck(
        Expression syntax, SqlType type, ICatalogView catalog, BindingOptions options)
    {
        var context = NewContext(catalog, options);
        var value = new BoundColumnDefinition(context.NewColumn(new QueryLevel(null)), DomainBinder.ValueName, type);
        return (context.Domains.Bind(syntax, type, value.Id), value);
    }

    /// <summary>Binds an expression over a row of a table: a key or the condition of an index.</summary>
    /// <returns>The expression, typed, and the ids under which it sees the row.</returns>
    public static (BoundExpression Value, ImmutableArray<BoundColumnDefinition> Row) BindRowExpression(
        Expression syntax, string table, ImmutableArray<ColumnSchema> columns, ICatalogView catalog, BindingOptions options)
    {
        var context = NewContext(catalog, options);
        var definitions = NewRow(context, columns);
        return (context.StoredExpressions.BindIndexExpression(syntax, table, definitions), definitions);
    }

    /// <summary>Binds the condition of a partial index.</summary>
    /// <returns>The condition, and the ids under which it sees the row.</returns>
    public static (BoundExpression Condition, ImmutableArray<BoundColumnDefinition> Row) BindIndexPredicate(
        Expression syntax, string table, ImmutableArray<ColumnSchema> columns, ICatalogView catalog, BindingOptions options)
    {
        var context = NewContext(catalog, options);
        var definitions = NewRow(context, columns);
        return (context.StoredExpressions.BindIndexPredicate(syntax, table, definitions), definitions);
    }

    /// <summary>Why a view cannot be changed as if it were a table; null when it can.</summary>
    public static string? ReasonAgainstChanges(ViewSchema view, ICatalogView catalog)
    {
        try
        {
            ChangeTarget.Through(NewContext(catalog, BindingOptions.Default), ChangeKind.Update, view);
            return null;
        }
        catch (EngineException refusal) when (refusal.SqlState == SqlState.ObjectNotInPrerequisiteState)
        {
            return refusal.Detail;
        }
    }

    /// <summary>The name that an expression gives a column; null when it has none.</summary>
    public static string? NameOf(Expression syntax) =>
        Scalars.ColumnNames.Of(syntax) is var name && name == Scalars.ColumnNames.Anonymous ? null : name;

    /// <summary>Binds a generation expression as CREATE or ALTER TABLE defines it.</summary>
    public static (BoundExpression Value, ImmutableArray<BoundColumnDefinition> Row) BindGeneration(
        Expression syntax, string table, ColumnSchema column, ImmutableArray<ColumnSchema> columns, ICatalogView catalog,
        BindingOptions options)
    {
        var context = NewContext(catalog, options);
        var row = NewRow(context, columns);
        return (context.StoredExpressions.BindGeneration(syntax, table, column.Name, column.Type, row), row);
    }

    /// <summary>Resolves a type's name.</summary>
    public static SqlType ResolveType(TypeName name) => TypeNameResolver.Resolve(name);

    /// <summary>Resolves a type's name, which may be a user's.</summary>
    public static SqlType ResolveType(TypeName name, ICatalogView catalog) => TypeNameResolver.Resolve(name, catalog);

    private static ImmutableArray<BoundColumnDefinition> NewRow(
        BindingContext context, ImmutableArray<ColumnSchema> columns)
    {
        var level = new QueryLevel(null);
        var row = ImmutableArray.CreateBuilder<BoundColumnDefinition>(columns.Length);
        foreach (var column in columns)
            row.Add(new BoundColumnDefinition(context.NewColumn(level), column.Name, column.Type));
        var definitions = row.MoveToImmutable();
        context.Collations.Add(definitions, columns);
        return definitions;
    }

    private static BindingContext NewContext(ICatalogView catalog, BindingOptions options) =>
        new(catalog, options, new ParameterTypes([]));

    private static BoundStatement Bind(Statement syntax, BindingContext context)
    {
        BoundStatement statement = syntax switch
        {
            SelectStatement select => new BoundQueryStatement(context.Queries.Bind(select, outer: null, tables: null)),
            InsertStatement insert => new InsertBinder(context).Bind(insert),
            UpdateStatement update => new UpdateBinder(context).Bind(update),
            DeleteStatement delete => new DeleteBinder(context).Bind(delete),
            MergeStatement merge => new MergeBinder(context).Bind(merge),
            _ => throw new ArgumentOutOfRangeException(nameof(syntax), syntax, "not a statement that is planned"),
        };
        return Complete(statement, context);
    }

    private static BoundStatement Complete(BoundStatement statement, BindingContext context) => statement with
    {
        DependsOnSession = context.DependsOnSession,
        CallsVolatile = context.CallsVolatile,
        ReadsClock = context.ReadsClock,
        Changes = [.. context.Changes],
    };

    private static WithClause? TopLevelWith(Statement syntax) => syntax switch
    {
        SelectStatement select => Clauses.ParenthesesRemover.Remove(select).With,
        InsertStatement insert => insert.With,
        UpdateStatement update => update.With,
        DeleteStatement delete => delete.With,
        MergeStatement merge => merge.With,
        _ => null,
    };
}
