using System.Collections.Immutable;
using BTreeDb.Binding.Coercion;
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
    public BoundWorkTable Refer(CommonTables entry, string alias, QueryLevel level, int position)
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
            columns.Add(column with { Id = context.NewColumn(level) });
        return new BoundWorkTable(term.Work, alias, columns.MoveToImmutable());
    }

    /// <summary>Binds a union as a recursion; null when its second part does not refer to the table.</summary>
    private BoundRecursion? TryBind(CommonTables entry, SelectStatement statement, SetOperation union)
    {
        var term = entry.Term = new BoundRecursionTerm(context.NewWorkTable());
        var tables = context.Queries.AddCommonTables(statement.With, entry.Scope, entry.Visible);
        context.RecursionPlace = RecursionPlace.StartTerm;
        var start = Settle(context.Queries.BindSide(union.Left, entry.Scope, tables));
        var level = new QueryLevel(entry.Scope?.Level);
        term.Columns = ColumnAliases.Apply(
            start.Columns, entry.Definition.Columns, entry.Definition.Name, entry.Definition.Position);
        context.RecursionPlace = RecursionPlace.Allowed;
        var step = context.Queries.BindSide(union.Right, entry.Scope, tables);
        if (term.ReferenceCount == 0)
            return null;
        CheckClauses(statement);
        return Combine(entry, union, start, step, level);
    }

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

    private BoundRecursion Combine(CommonTables entry, SetOperation union, BoundQuery start, BoundQuery step, QueryLevel level)
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

        step = QueryShaper.ToTypes(context, step, types, level);
        var columns = ImmutableArray.CreateBuilder<BoundColumnDefinition>(types.Length);
        for (var i = 0; i < types.Length; i++)
            columns.Add(new BoundColumnDefinition(context.NewColumn(level), start.Columns[i].Name, types[i]));
        return new BoundRecursion(union.All, start, step, entry.Term!.Work, columns.MoveToImmutable());
    }
}
