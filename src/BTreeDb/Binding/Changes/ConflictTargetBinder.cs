using System.Collections.Immutable;
using BTreeDb.Binding.Analysis;
using BTreeDb.Binding.Errors;
using BTreeDb.Binding.Expressions;
using BTreeDb.Binding.Names;
using BTreeDb.Binding.Statements;
using BTreeDb.Catalog;
using BTreeDb.Parsing.Syntax.Changes;
using BTreeDb.Parsing.Syntax.Definitions;
using BTreeDb.Parsing.Syntax.Queries;

namespace BTreeDb.Binding.Changes;

/// <summary>
/// Finds the unique indexes that ON CONFLICT means: all of them without a target, the one behind a constraint, or those
/// over exactly the columns and expressions of its list, in whatever order.
/// </summary>
internal sealed class ConflictTargetBinder(BindingContext context, ChangeTarget target, string? alias)
{
    private readonly TableSchema _table = target.Table;
    private readonly List<BoundExpression> _keys = [];
    private ImmutableArray<BoundColumnDefinition> _row = [];
    private BoundExpression? _where;

    /// <summary>The arbiters among which the planner chooses.</summary>
    public (ImmutableArray<BoundArbiter> Arbiters, BoundExpression? Where) Bind(OnConflictClause syntax, Scope scope)
    {
        if (!syntax.Target.IsEmpty)
            BindTarget(syntax, scope);
        return (FindArbiters(syntax), _where);
    }

    private void BindTarget(OnConflictClause syntax, Scope scope)
    {
        _row = RowBuilder.NewRow(context, _table, scope.Level);
        var inner = scope.With([target.ItemOver(alias, _row)]).In(ClauseKind.Where);
        foreach (var element in syntax.Target)
        {
            if (element.Direction != SortDirection.Default)
                throw ChangeErrors.ConflictTargetOption("ASC/DESC", element.Position);
            if (element.Nulls != NullsOrder.Default)
                throw ChangeErrors.ConflictTargetOption("NULLS FIRST/LAST", element.Position);
            _keys.Add(context.Collations.EqualityKey(context.Coercer.SettleLoosely(context.Expressions.Bind(element.Key, inner))));
        }
        if (syntax.TargetWhere is not null)
            _where = context.Expressions.Bind(syntax.TargetWhere, inner);
    }

    private ImmutableArray<BoundArbiter> FindArbiters(OnConflictClause syntax)
    {
        if (syntax.Constraint is { } constraint)
            return [new BoundArbiter(FindConstraint(constraint), null)];
        var found = ImmutableArray.CreateBuilder<BoundArbiter>();
        var isAny = syntax.Target.IsEmpty;
        if (!_table.HasHiddenRowId && (isAny || Matches(_table.PrimaryKey)))
            found.Add(new BoundArbiter(null, null));
        foreach (var index in _table.Indexes)
        {
            if (isAny && index.IsUnique)
                found.Add(new BoundArbiter(index, null));
            else if (!isAny && index.IsUnique && Matches(index.Columns))
                found.Add(new BoundArbiter(index, PredicateOf(index)));
        }
        return found.ToImmutable();
    }

    private BoundExpression? PredicateOf(IndexSchema index) => index.PredicateSql is { } sql
        ? context.StoredExpressions.BindIndexExpression(sql, _table.Name, _row)
        : null;

    /// <summary>Whether the list and a key are the same set.</summary>
    private bool Matches(ImmutableArray<IndexColumn> columns)
    {
        var bound = new BoundExpression[columns.Length];
        for (var i = 0; i < bound.Length; i++)
        {
            bound[i] = columns[i].Expression is { } expression
                ? context.StoredExpressions.BindIndexExpression(expression.Sql, _table.Name, _row)
                : new BoundColumn(_row[columns[i].Ordinal].Id, _row[columns[i].Ordinal].Type, "");
        }
        return AreAllIn(_keys, bound) && AreAllIn(bound, _keys);
    }

    private static bool AreAllIn(IReadOnlyList<BoundExpression> expressions, IReadOnlyList<BoundExpression> others)
    {
        foreach (var expression in expressions)
        {
            var isFound = false;
            foreach (var other in others)
                isFound |= ExpressionComparer.AreEqual(expression, other);
            if (!isFound)
                return false;
        }
        return true;
    }

    private IndexSchema? FindConstraint(string name)
    {
        if (_table.PrimaryKeyName == name)
            return null;
        foreach (var index in _table.Indexes)
        {
            if (index.BacksConstraint && index.Name == name)
                return index;
        }
        throw ChangeErrors.ArbiterMissing(name, _table.Name);
    }
}
