using System.Collections.Immutable;
using BTreeDb.Binding.Errors;
using BTreeDb.Binding.Names;
using BTreeDb.Catalog;
using BTreeDb.Parsing.Syntax.Changes;
using BTreeDb.Parsing.Syntax.Definitions;
using BTreeDb.Parsing.Syntax.Expressions;
using BTreeDb.Parsing.Syntax.Queries;

namespace BTreeDb.Binding.Changes;

/// <summary>
/// Finds the unique indexes that ON CONFLICT means: all of them without a target, the one behind a constraint, or those
/// over exactly the columns of its list, in whatever order.
/// </summary>
internal sealed class ConflictTargetBinder(BindingContext context, TableSchema table, string alias)
{
    private readonly HashSet<int> _ordinals = [];
    private bool _hasExpressions;

    /// <summary>Binds the list of columns and the condition.</summary>
    public void Bind(OnConflictClause syntax, Scope scope)
    {
        if (syntax.Target.IsEmpty)
            return;
        var row = RowBuilder.NewRow(context, table, scope.Level);
        var inner = scope.With([ScopeItem.Of(alias, null, table.Name, row)]).In(ClauseKind.Where);
        foreach (var element in syntax.Target)
            Add(element, inner);
        if (syntax.TargetWhere is not null)
            context.Expressions.Bind(syntax.TargetWhere, inner);
    }

    /// <summary>The arbiters; null among them is the primary key.</summary>
    public ImmutableArray<IndexSchema?> FindArbiters(OnConflictClause syntax)
    {
        if (syntax.Constraint is { } constraint)
            return [FindConstraint(constraint)];
        var found = ImmutableArray.CreateBuilder<IndexSchema?>();
        var isAny = syntax.Target.IsEmpty;
        if (!table.HasHiddenRowId && (isAny || Matches(table.PrimaryKey)))
            found.Add(null);
        foreach (var index in table.Indexes)
        {
            if (index.IsUnique && (isAny || Matches(index.Columns)))
                found.Add(index);
        }
        if (found.Count == 0 && !isAny)
            throw ChangeErrors.NoArbiter();
        return found.ToImmutable();
    }

    private void Add(IndexElement element, Scope scope)
    {
        if (element.Direction != SortDirection.Default)
            throw ChangeErrors.ConflictTargetOption("ASC/DESC", element.Position);
        if (element.Nulls != NullsOrder.Default)
            throw ChangeErrors.ConflictTargetOption("NULLS FIRST/LAST", element.Position);
        var key = context.Expressions.Bind(element.Key, scope);
        if (element.Key is ColumnReference { Parts: [var name] })
            _ordinals.Add(TargetTable.FindColumn(table, name, key.Position).Ordinal);
        else
            _hasExpressions = true;
    }

    private bool Matches(ImmutableArray<IndexColumn> columns)
    {
        if (_hasExpressions)
            return false;
        var covered = 0;
        foreach (var ordinal in _ordinals)
        {
            if (!Contains(columns, ordinal))
                return false;
            covered++;
        }
        foreach (var column in columns)
        {
            if (!_ordinals.Contains(column.Ordinal))
                return false;
        }
        return covered > 0;
    }

    private static bool Contains(ImmutableArray<IndexColumn> columns, int ordinal)
    {
        foreach (var column in columns)
        {
            if (column.Ordinal == ordinal)
                return true;
        }
        return false;
    }

    private IndexSchema? FindConstraint(string name)
    {
        if (table.PrimaryKeyName == name)
            return null;
        foreach (var index in table.Indexes)
        {
            if (index.BacksConstraint && index.Name == name)
                return index;
        }
        throw ChangeErrors.ArbiterMissing(name, table.Name);
    }
}
