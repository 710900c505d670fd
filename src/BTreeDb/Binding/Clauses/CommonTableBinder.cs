using System.Collections.Immutable;
using BTreeDb.Binding.Analysis;
using BTreeDb.Binding.Changes;
using BTreeDb.Binding.Errors;
using BTreeDb.Binding.Names;
using BTreeDb.Binding.Queries;
using BTreeDb.Binding.Statements;
using BTreeDb.Parsing.Syntax.Changes;
using BTreeDb.Parsing.Syntax.Queries;

namespace BTreeDb.Binding.Clauses;

/// <summary>Binds WITH: the tables of the clause, and the references to them.</summary>
internal sealed class CommonTableBinder(BindingContext context)
{
    private readonly RecursionBinder _recursions = new(context);

    /// <summary>Adds the tables of a WITH clause to those in sight, and binds their queries.</summary>
    public CommonTables? Add(WithClause? with, Scope? outer, CommonTables? tables)
    {
        if (with is null)
            return tables;
        var added = new CommonTables[with.Tables.Count];
        for (var i = 0; i < added.Length; i++)
        {
            var table = with.Tables[i];
            for (var j = 0; j < i; j++)
            {
                if (added[j].Definition.Name == table.Name)
                    throw NameErrors.DuplicateCommonTable(table.Name, table.Position);
            }

            if (table.Statement is MergeStatement merge)
                throw QueryErrors.MergeInWith(merge.Position);
            tables = added[i] = new CommonTables(tables, table, outer, with);
        }

        foreach (var entry in added)
        {
            if (with.Recursive)
                entry.Visible = tables;
        }

        foreach (var entry in added)
        {
            if (entry.Bound is null)
                Bind(entry);
        }

        return tables;
    }

    /// <summary>Binds a reference: to the shared query, to a query of its own, or within a recursion to the round before.</summary>
    public BoundTableReference Refer(CommonTables entry, string alias, QueryLevel level, int position)
    {
        if (entry.IsInProgress)
            return _recursions.Refer(entry, alias, level, position);
        if (entry.Bound is null)
            Bind(entry);
        if (entry.Bound!.IsChange && entry.Bound.Query.Columns.IsEmpty)
            throw QueryErrors.NothingReturned(entry.Definition.Name, position);
        if (entry.IsInlined)
            return BindAnew(entry, alias, level);
        var table = entry.Bound!;
        table.ReferenceCount++;
        var columns = ImmutableArray.CreateBuilder<BoundColumnDefinition>(table.Query.Columns.Length);
        foreach (var column in NamesOf(entry, table.Query))
            columns.Add(column with { Id = context.NewColumn(level) });
        return new BoundCommonTableReference(table, alias, columns.MoveToImmutable());
    }

    private void Bind(CommonTables entry)
    {
        var query = BindQuery(entry);
        var definition = entry.Definition;
        NamesOf(entry, query);
        if (!entry.RefersToItself && (definition.Search is not null || definition.Cycle is not null))
            throw TraversalErrors.NotRecursive(definition.Position);
        entry.Bound = new BoundCommonTable(definition.Name, query, definition.Materialized == true || entry.RefersToItself);
        if (entry.Bound.IsChange)
        {
            context.Changes.Add(entry.Bound);
            return;
        }

        entry.IsInlined = DependsOnRow(entry, query)
            || definition.Materialized == false && !entry.RefersToItself && !VolatileCalls.AreIn(query);
    }

    private BoundQuery BindQuery(CommonTables entry)
    {
        entry.IsInProgress = true;
        try
        {
            return entry.Definition.Statement is not SelectStatement
                ? BindChange(entry)
                : entry.IsRecursive
                ? _recursions.Bind(entry)
                : context.Queries.Bind((SelectStatement)entry.Definition.Statement, entry.Scope, entry.Visible);
        }
        finally
        {
            entry.IsInProgress = false;
        }
    }

    /// <summary>
    /// When a change would be carried out is clear only at the top level of a statement. A change that refers to itself is
    /// found by the reference.
    /// </summary>
    private BoundChangeQuery BindChange(CommonTables entry)
    {
        if (!ReferenceEquals(entry.Clause, context.TopLevelWith))
            throw QueryErrors.ChangeBelowTopLevel(entry.Definition.Position);
        BoundStatement statement;
        ImmutableArray<BoundProjection> returning;
        switch (entry.Definition.Statement)
        {
            case InsertStatement insert:
                var bound = new InsertBinder(context).Bind(insert, entry.Visible);
                (statement, returning) = (bound, bound.Returning);
                break;
            case UpdateStatement update:
                var updating = new UpdateBinder(context).Bind(update, entry.Visible);
                (statement, returning) = (updating, updating.Returning);
                break;
            default:
                var deleting = new DeleteBinder(context).Bind((DeleteStatement)entry.Definition.Statement, entry.Visible);
                (statement, returning) = (deleting, deleting.Returning);
                break;
        }

        var columns = ImmutableArray.CreateBuilder<BoundColumnDefinition>(returning.Length);
        foreach (var projection in returning)
            columns.Add(projection.Column);
        return new BoundChangeQuery(statement, columns.MoveToImmutable());
    }

    private static ImmutableArray<BoundColumnDefinition> NamesOf(CommonTables entry, BoundQuery query)
    {
        var definition = entry.Definition;
        return ColumnAliases.Apply(query.Columns, definition.Columns, definition.Name, definition.Position);
    }

    private BoundDerivedTable BindAnew(CommonTables entry, string alias, QueryLevel level)
    {
        var query = BindQuery(entry);
        foreach (var column in query.Columns)
            context.MoveTo(level, column.Id);
        return new BoundDerivedTable(query, alias, false, NamesOf(entry, query));
    }

    /// <summary>Whether the query refers to columns of the queries around the WITH clause.</summary>
    private bool DependsOnRow(CommonTables entry, BoundQuery query)
    {
        if (entry.Scope is null)
            return false;
        var around = new HashSet<QueryLevel>();
        for (var level = entry.Scope.Level; level is not null; level = level.Outer)
            around.Add(level);
        var depends = false;
        ColumnUses.Visit(query, use => depends |= around.Contains(context.LevelOf(use.Id)));
        return depends;
    }
}
