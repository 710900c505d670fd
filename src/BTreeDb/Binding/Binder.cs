using System.Collections.Immutable;
using BTreeDb.Binding.Changes;
using BTreeDb.Binding.Coercion;
using BTreeDb.Binding.Expressions;
using BTreeDb.Binding.Names;
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
        var statement = Bind(syntax, new BindingContext(catalog, options, parameters));
        var types = parameters.Complete();
        if (!parameters.HasUntypedUses)
            return statement with { ParameterTypes = types };
        // A use like "$1 IS NULL" took no type before another use gave one. The second time all have theirs.
        var context = new BindingContext(catalog, options, new ParameterTypes(types));
        return Bind(syntax, context) with { ParameterTypes = types };
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
        var level = new QueryLevel(null);
        var row = ImmutableArray.CreateBuilder<BoundColumnDefinition>(columns.Length);
        foreach (var column in columns)
            row.Add(new BoundColumnDefinition(context.NewColumn(level), column.Name, column.Type));
        var definitions = row.MoveToImmutable();
        return (context.StoredExpressions.BindCheck(syntax, table, definitions), definitions);
    }

    /// <summary>Binds an expression over a row of a table: a key or the condition of an index.</summary>
    /// <returns>The expression, typed, and the ids under which it sees the row.</returns>
    public static (BoundExpression Value, ImmutableArray<BoundColumnDefinition> Row) BindRowExpression(
        Expression syntax, string table, ImmutableArray<ColumnSchema> columns, ICatalogView catalog, BindingOptions options)
    {
        var context = NewContext(catalog, options);
        var level = new QueryLevel(null);
        var row = ImmutableArray.CreateBuilder<BoundColumnDefinition>(columns.Length);
        foreach (var column in columns)
            row.Add(new BoundColumnDefinition(context.NewColumn(level), column.Name, column.Type));
        var definitions = row.MoveToImmutable();
        return (context.StoredExpressions.BindIndexExpression(syntax, table, definitions), definitions);
    }

    /// <summary>Binds the condition of a partial index as CREATE INDEX defines it.</summary>
    public static BoundExpression BindIndexPredicate(
        Expression syntax, string table, ImmutableArray<ColumnSchema> columns, ICatalogView catalog, BindingOptions options)
    {
        var context = NewContext(catalog, options);
        var level = new QueryLevel(null);
        var row = ImmutableArray.CreateBuilder<BoundColumnDefinition>(columns.Length);
        foreach (var column in columns)
            row.Add(new BoundColumnDefinition(context.NewColumn(level), column.Name, column.Type));
        return context.StoredExpressions.BindIndexPredicate(syntax, table, row.MoveToImmutable());
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

    /// <summary>Resolves a type's name.</summary>
    public static SqlType ResolveType(TypeName name) => TypeNameResolver.Resolve(name);

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
        return statement with { DependsOnSession = context.DependsOnSession };
    }
}
