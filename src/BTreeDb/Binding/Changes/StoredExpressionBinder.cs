using System.Collections.Immutable;
using BTreeDb.Binding.Coercion;
using BTreeDb.Binding.Errors;
using BTreeDb.Binding.Expressions;
using BTreeDb.Binding.Names;
using BTreeDb.Binding.Queries;
using BTreeDb.Binding.Scalars;
using BTreeDb.Binding.Statements;
using BTreeDb.Catalog;
using BTreeDb.Diagnostics;
using BTreeDb.Parsing;
using BTreeDb.Parsing.Syntax;
using BTreeDb.Parsing.Syntax.Expressions;
using BTreeDb.Types;

namespace BTreeDb.Binding.Changes;

/// <summary>Binds the defaults and CHECK constraints of tables, from syntax when they are defined and from text later.</summary>
internal sealed class StoredExpressionBinder(BindingContext context)
{
    /// <summary>The default of a column, in the column's type; NULL when it has none.</summary>
    public BoundExpression BindDefault(ColumnSchema column)
    {
        if (column.IsIdentity)
            return SequenceBinder.NextOf(column);
        if (column.IsGenerated)
            return new BoundLiteral(Datum.Null, column.Type);
        if ((column.DefaultSql ?? column.Type.Domain?.DefaultSql) is not { } sql)
            return BindMissing(column.Type);
        return WithoutPositions(() => BindDefault(SqlParser.ParseExpression(sql), column.Name, column.Type));
    }

    /// <summary>The value of a column that is given none: a domain may refuse it.</summary>
    private BoundExpression BindMissing(SqlType type) =>
        type.Domain is null
            ? new BoundLiteral(Datum.Null, type)
            : context.Coercer.Coerce(new BoundLiteral(Datum.Null, SqlType.Unknown), type);

    /// <summary>A default as it is being defined.</summary>
    public BoundExpression BindDefault(Expression syntax, string column, SqlType type)
    {
        var scope = Scope.Inside(null, null).In(ClauseKind.Default);
        var value = context.Expressions.Bind(syntax, scope);
        return context.Coercer.TryCoerce(value, type, CastContext.Assignment)
            ?? throw CoercionErrors.CannotAssignDefault(column, type, value.Type, value.Position);
    }

    /// <summary>The default of a routine's parameter, from its text.</summary>
    public BoundExpression BindDefault(Expression syntax, SqlType type) =>
        WithoutPositions(() => BindDefault(syntax, "", type));

    /// <summary>The arguments of EXECUTE, which stand for parameters of given types.</summary>
    public ImmutableArray<BoundExpression> BindArguments(SyntaxList<Expression> syntax, ImmutableArray<SqlType> types)
    {
        var scope = Scope.Inside(null, null).In(ClauseKind.ExecuteArgument);
        var arguments = ImmutableArray.CreateBuilder<BoundExpression>(types.Length);
        for (var i = 0; i < types.Length; i++)
        {
            var value = context.Expressions.Bind(syntax[i], scope);
            arguments.Add(context.Coercer.TryCoerce(value, types[i], CastContext.Assignment)
                ?? throw CoercionErrors.CannotPassArgument(i, types[i], value.Type, value.Position));
        }

        return arguments.MoveToImmutable();
    }

    /// <summary>A condition over a row of a table, whose columns are given with ids.</summary>
    public BoundExpression BindCheck(Expression syntax, string table, ImmutableArray<BoundColumnDefinition> row)
    {
        var level = row.IsEmpty ? new QueryLevel(null) : context.LevelOf(row[0].Id);
        var scope = new Scope(null, level, null, [ScopeItem.Of(table, null, table, row)]).In(ClauseKind.Check);
        return context.Expressions.BindCondition(syntax, scope, "CHECK");
    }

    /// <summary>A key or the condition of an index, over a row of its table.</summary>
    public BoundExpression BindIndexExpression(
        Expression syntax, string table, ImmutableArray<BoundColumnDefinition> row)
    {
        var level = row.IsEmpty ? new QueryLevel(null) : context.LevelOf(row[0].Id);
        var scope = new Scope(null, level, null, [ScopeItem.Of(table, null, table, row)]).In(ClauseKind.Index);
        return context.Coercer.SettleLoosely(context.Expressions.Bind(syntax, scope));
    }

    /// <summary>The condition of a partial index, over a row of its table.</summary>
    public BoundExpression BindIndexPredicate(
        Expression syntax, string table, ImmutableArray<BoundColumnDefinition> row)
    {
        var level = row.IsEmpty ? new QueryLevel(null) : context.LevelOf(row[0].Id);
        var scope = new Scope(null, level, null, [ScopeItem.Of(table, null, table, row)]).In(ClauseKind.IndexPredicate);
        return context.Expressions.BindCondition(syntax, scope, "WHERE");
    }

    /// <summary>An index's own text, bound over a row of its table.</summary>
    public BoundExpression BindIndexExpression(
        string sql, string table, ImmutableArray<BoundColumnDefinition> row) =>
        WithoutPositions(() => BindIndexExpression(SqlParser.ParseExpression(sql), table, row));

    /// <summary>What the indexes of a table compute, over a row of it; each expression once.</summary>
    public ImmutableArray<BoundIndexExpression> BindIndexes(
        TableSchema table, ImmutableArray<BoundColumnDefinition> row)
    {
        ImmutableArray<BoundIndexExpression>.Builder? bound = null;
        var numbers = new HashSet<int>();
        foreach (var index in table.Indexes)
        {
            if (!index.IsComputed)
                continue;
            bound ??= ImmutableArray.CreateBuilder<BoundIndexExpression>();
            foreach (var column in index.Columns)
            {
                if (column.Expression is { } expression && numbers.Add(column.Ordinal))
                    bound.Add(new(default, column.Ordinal, BindIndexExpression(expression.Sql, table.Name, row)));
            }
            if (index.PredicateSql is { } sql)
                bound.Add(new(index.Id, 0, WithoutPositions(() => BindIndexPredicate(SqlParser.ParseExpression(sql), table.Name, row))));
        }
        return bound?.ToImmutable() ?? [];
    }

    /// <summary>Any expression over a row of a table.</summary>
    public BoundExpression BindOverRow(Expression syntax, string table, ImmutableArray<BoundColumnDefinition> row)
    {
        var level = row.IsEmpty ? new QueryLevel(null) : context.LevelOf(row[0].Id);
        var scope = new Scope(null, level, null, [ScopeItem.Of(table, null, table, row)]).In(ClauseKind.Check);
        return context.Expressions.Bind(syntax, scope);
    }

    /// <summary>The USING of ALTER COLUMN TYPE.</summary>
    public BoundExpression BindConversion(Expression syntax, string table, ImmutableArray<BoundColumnDefinition> row)
    {
        var level = row.IsEmpty ? new QueryLevel(null) : context.LevelOf(row[0].Id);
        var scope = new Scope(null, level, null, [ScopeItem.Of(table, null, table, row)]).In(ClauseKind.Conversion);
        return context.Expressions.Bind(syntax, scope);
    }

    /// <summary>The value of a generated column over the other columns of its row.</summary>
    public BoundExpression BindGeneration(
        Expression syntax, string table, string column, SqlType type, ImmutableArray<BoundColumnDefinition> row)
    {
        var level = row.IsEmpty ? new QueryLevel(null) : context.LevelOf(row[0].Id);
        var scope = new Scope(null, level, null, [ScopeItem.Of(table, null, table, row)]).In(ClauseKind.Generation);
        var value = context.Expressions.Bind(syntax, scope);
        return context.Coercer.TryCoerce(value, type, CastContext.Assignment)
            ?? throw CoercionErrors.CannotAssignGenerated(column, type, value.Type, value.Position);
    }

    /// <summary>The generated columns and all CHECK constraints of a table over a row about to be stored.</summary>
    public ImmutableArray<BoundCheck> BindChecks(TableSchema table, ImmutableArray<BoundColumnDefinition> row)
    {
        var checks = ImmutableArray.CreateBuilder<BoundCheck>(table.Checks.Length);
        foreach (var column in table.Columns)
        {
            if (!column.IsGenerated)
                continue;
            var value = WithoutPositions(() => BindGeneration(
                SqlParser.ParseExpression(column.DefaultSql!), table.Name, column.Name, column.Type, row));
            checks.Add(new BoundCheck(column.Name, value, column.Ordinal));
        }

        foreach (var check in table.Checks)
        {
            var condition = WithoutPositions(
                () => BindCheck(SqlParser.ParseExpression(check.ExpressionSql), table.Name, row));
            checks.Add(new BoundCheck(check.Name, condition));
        }
        return checks.ToImmutable();
    }

    /// <summary>Positions would point into a text that is not the one being bound.</summary>
    private BoundExpression WithoutPositions(Func<BoundExpression> bind)
    {
        var uses = context.Uses;
        context.Uses = null;
        try
        {
            return bind();
        }
        catch (EngineException error) when (error.Position >= 0)
        {
            throw error.WithoutPosition();
        }
        finally
        {
            context.Uses = uses;
        }
    }
}
