using System.Collections.Immutable;
using System.Linq;
using BTreeDb.Binding.Coercion;
using BTreeDb.Binding.Collations;
using BTreeDb.Binding.Errors;
using BTreeDb.Binding.Expressions;
using BTreeDb.Binding.Names;
using BTreeDb.Binding.Queries;
using BTreeDb.Parsing.Syntax.Queries;
using BTreeDb.Types;
using SetOperationSyntaxKind = BTreeDb.Parsing.Syntax.Queries.SetOperationKind;

namespace BTreeDb.Binding.Clauses;

/// <summary>
/// Binds the tables of WITH RECURSIVE. The first part of the union gives the columns their types; the second part sees the
/// table under its name as the rows of the round before.
/// </summary>
internal sealed class RecursionBinder(BindingContext context)
{
    /// <summary>Binds a table's query, which is only recursive if it refers to itself.</summary>
    public BoundQuery Bind(CommonTables entry)
    {
        var place = context.RecursionPlace;
        context.RecursionsInProgress.Push(entry);
        var statement = ParenthesesRemover.Remove((SelectStatement)entry.Definition.Statement);
        try
        {
            context.RecursionPlace = RecursionPlace.Allowed;
            if (statement.Body is SetOperation { Kind: SetOperationSyntaxKind.Union } union
                && TryBind(entry, statement, union) is { } recursion)
                return recursion;
            entry.Term = null;
            return context.Queries.Bind((SelectStatement)entry.Definition.Statement, entry.Scope, entry.Visible);
        }
        finally
        {
            entry.Term = null;
            context.RecursionPlace = place;
            context.RecursionsInProgress.Pop();
        }
    }

    /// <summary>Binds a reference of a table to itself.</summary>
    public BoundTableReference Refer(CommonTables entry, string alias, QueryLevel level, int position)
    {
        var name = entry.Definition.Name;
        if (context.RecursionsInProgress.Count > 0 && context.RecursionsInProgress.Peek() != entry
            && context.RecursionsInProgress.Peek().Visible == entry.Visible)
            throw RecursionErrors.Mutual(entry.Definition.Position);
        if (entry.Definition.Statement is not SelectStatement)
            throw RecursionErrors.Change(name, entry.Definition.Position);
        if (entry.Term is not { } term)
            throw RecursionErrors.Form(name, entry.Definition.Position);
        if (context.RecursionPlace != RecursionPlace.Allowed)
            throw RecursionErrors.Misplaced(name, context.RecursionPlace, position);
        level.HasWorkTable = true;
        if (++term.ReferenceCount > 1)
            throw RecursionErrors.Repeated(name, position);
        var columns = ImmutableArray.CreateBuilder<BoundColumnDefinition>(term.Columns.Length);
        foreach (var column in term.Columns)
        {
            var copy = column with { Id = context.NewColumn(level) };
            context.Collations.Copy(column.Id, copy.Id);
            columns.Add(copy);
        }

        var work = new BoundWorkTable(term.Work, alias, columns.MoveToImmutable());
        if (!term.IsDistinct || new KeyedColumns(context, work.Columns, level) is not { IsNeeded: true } keyed)
            return work;
        var texts = keyed.Show(work with { Columns = keyed.Columns });
        return new BoundDerivedTable(texts, alias, false, texts.Columns);
    }

    /// <summary>Binds a union as a recursion; null when its second part does not refer to the table.</summary>
    private BoundQuery? TryBind(CommonTables entry, SelectStatement statement, SetOperation union)
    {
        var term = entry.Term = new BoundRecursionTerm(context.NewWorkTable(), !union.All);
        var tables = context.Queries.AddCommonTables(statement.With, entry.Scope, entry.Visible);
        context.RecursionPlace = RecursionPlace.StartTerm;
        var start = Settle(context.Queries.BindSide(union.Left, entry.Scope, tables));
        var level = new QueryLevel(entry.Scope?.Level);
        term.Columns = ColumnAliases.Apply(
            start.Columns, entry.Definition.Columns, entry.Definition.Name, entry.Definition.Position);
        var traversal = TraversalOf(entry, term);
        context.RecursionPlace = RecursionPlace.Allowed;
        var step = context.Queries.BindSide(union.Right, entry.Scope, tables);
        entry.AddedColumns = 0;
        if (term.ReferenceCount == 0)
            return null;
        CheckClauses(statement);
        entry.RefersToItself = true;
        if (traversal is null)
            return Combine(entry, union, start, step, level, null);
        if (start is BoundSetOperation)
            throw TraversalErrors.LeftSide();
        traversal.Check();
        var recursion = Combine(entry, union, start, step, level, traversal);
        var isHiding = traversal.HasHiddenColumn;
        entry.AddedColumns = traversal.Added.Length - (isHiding ? 1 : 0);
        return isHiding ? traversal.Hide(recursion, level) : recursion;
    }

    /// <summary>What SEARCH and CYCLE add, which the second part sees; null without them.</summary>
    private TraversalBinder? TraversalOf(CommonTables entry, BoundRecursionTerm term)
    {
        if (entry.Definition is { Search: null, Cycle: null })
            return null;
        var traversal = new TraversalBinder(context, entry.Definition, term.Columns);
        entry.AddedColumns = traversal.Added.Length;
        term.Columns = term.Columns.AddRange(traversal.Added);
        return traversal;
    }

    /// <summary>Has the second part yield the added columns of the row that it comes from, too.</summary>
    private static void AddColumns(ref BoundQuery step, CommonTables entry, int width)
    {
        var ordered = step as BoundOrderedQuery;
        if ((ordered?.Input ?? step) is not BoundSelect select)
            throw TraversalErrors.RightSide();
        if (FindWorkTable(select.From, entry.Term!.Work) is not { } work)
            throw TraversalErrors.NotAtTop(entry.Definition.Name);
        if (select.IsGrouped)
            throw TraversalErrors.Grouped();
        var added = ImmutableArray.CreateBuilder<BoundProjection>();
        foreach (var column in work.Columns.AsSpan()[width..])
            added.Add(new BoundProjection(column, new BoundColumn(column.Id, column.Type, column.Name)));
        var projections = select.Projections.InsertRange(step.Columns.Length, added);
        var widened = select with { Projections = projections, Columns = QueryShaper.ColumnsOf(projections) };
        step = ordered is null
            ? widened
            : ordered with { Input = widened, Columns = widened.Columns[..(step.Columns.Length + added.Count)] };
    }

    private static BoundWorkTable? FindWorkTable(BoundTableReference? from, WorkTableId work) => from switch
    {
        BoundWorkTable table when table.Work == work => table,
        BoundJoin join => FindWorkTable(join.Left, work) ?? FindWorkTable(join.Right, work),
        _ => null,
    };

    private static void CheckClauses(SelectStatement statement)
    {
        if (!statement.OrderBy.IsEmpty)
            throw RecursionErrors.NotImplemented("ORDER BY", statement.OrderBy[0].Position);
        if (statement.Limit?.Offset is { } offset)
            throw RecursionErrors.NotImplemented("OFFSET", offset.Position);
        if (statement.Limit?.Count is { } count)
            throw RecursionErrors.NotImplemented("LIMIT", count.Position);
        if (!statement.Locking.IsEmpty)
            throw RecursionErrors.NotImplemented("FOR UPDATE/SHARE", statement.Locking[0].Position);
    }

    /// <summary>Literals without a type become text before the second part sees them.</summary>
    private BoundQuery Settle(BoundQuery query)
    {
        var wanted = new SqlType[query.Columns.Length];
        Array.Fill(wanted, SqlType.Text);
        return QueryShaper.TypeUnknowns(context.Coercer, query, wanted);
    }

    private BoundQuery Combine(
        CommonTables entry, SetOperation union, BoundQuery start, BoundQuery step, QueryLevel level, TraversalBinder? traversal)
    {
        if (start.Columns.Length != step.Columns.Length)
            throw QueryErrors.SetOperationWidths("UNION", QueryShaper.PositionOf(step, 0, union.Right.Position));
        var types = new SqlType[start.Columns.Length];
        for (var i = 0; i < types.Length; i++)
        {
            var known = start.Columns[i];
            var position = QueryShaper.PositionOf(start, i, union.Left.Position);
            types[i] = CommonType.Of(
                [
                    new BoundColumn(known.Id, known.Type, known.Name) { Position = position },
                    new BoundColumn(step.Columns[i].Id, step.Columns[i].Type, step.Columns[i].Name)
                    {
                        Position = QueryShaper.PositionOf(step, i, union.Right.Position),
                    },
                ],
                "UNION");
            if (types[i] != known.Type)
                throw RecursionErrors.TypeDiffers(entry.Definition.Name, i, known.Type, types[i], position);
        }

        if (traversal is not null)
        {
            AddColumns(ref step, entry, start.Columns.Length);
            types = [.. types, .. traversal.Added.Select(static column => column.Type)];
        }

        step = QueryShaper.ToTypes(context, step, types, level);
        if (traversal is not null)
            (start, step) = (traversal.Start(start, level), traversal.Step(step, level));
        var columns = ImmutableArray.CreateBuilder<BoundColumnDefinition>(types.Length);
        for (var i = 0; i < types.Length; i++)
        {
            columns.Add(new BoundColumnDefinition(context.NewColumn(level), start.Columns[i].Name, types[i]));
            context.Collations.Copy(start.Columns[i].Id, columns[i].Id);
        }

        var recursion = new BoundRecursion(union.All, start, step, entry.Term!.Work, columns.MoveToImmutable());
        if (union.All || new KeyedColumns(context, recursion.Columns, level) is not { IsNeeded: true } keyed)
            return recursion;
        return traversal is null
            ? keyed.Show(recursion with { Start = keyed.Hide(start), Step = keyed.Hide(step), Columns = keyed.Columns })
            : throw CollationErrors.NotSupported("SEARCH or CYCLE of a UNION without ALL", union.Position);
    }
}
