using System.Collections.Immutable;
using BTreeDb.Binding.Errors;
using BTreeDb.Binding.Expressions;
using BTreeDb.Binding.Names;
using BTreeDb.Binding.Statements;
using BTreeDb.Catalog;
using BTreeDb.Parsing.Syntax.Changes;

namespace BTreeDb.Binding.Changes;

/// <summary>Binds ON CONFLICT: the arbiters, and DO UPDATE over the existing row and <c>excluded</c>.</summary>
internal sealed class OnConflictBinder(BindingContext context)
{
    private const string ExcludedName = "excluded";

    /// <summary>Binds the clause of an INSERT.</summary>
    /// <param name="syntax">The clause.</param>
    /// <param name="table">The target.</param>
    /// <param name="alias">The name that the target answers to.</param>
    /// <param name="schema">The target's schema, or null behind an alias.</param>
    /// <param name="scope">The scope of the statement, without items.</param>
    public BoundOnConflict Bind(
        OnConflictClause syntax, TableSchema table, string alias, string? schema, Scope scope)
    {
        if (!syntax.DoNothing && syntax.Target.IsEmpty && syntax.Constraint is null)
            throw ChangeErrors.ConflictTargetMissing(syntax.Position);
        var (arbiters, targetWhere) = new ConflictTargetBinder(context, table, alias).Bind(syntax, scope);
        var update = syntax.DoNothing ? null : BindUpdate(syntax, table, alias, schema, scope);
        return new BoundOnConflict(arbiters, targetWhere, !syntax.Target.IsEmpty, update);
    }

    private BoundConflictUpdate BindUpdate(
        OnConflictClause syntax, TableSchema table, string alias, string? schema, Scope scope)
    {
        var existing = RowBuilder.NewRow(context, table, scope.Level);
        var excluded = RowBuilder.NewRow(context, table, scope.Level);
        var items = ImmutableArray.Create(
            ScopeItem.Of(alias, schema, table.Name, existing), ScopeItem.Of(ExcludedName, null, null, excluded));
        scope.Level.AllItems.AddRange(items);
        var inner = scope.With(items);
        var assigned = new AssignmentBinder(context).Bind(syntax.Assignments, table, inner);
        var where = syntax.Where is null
            ? null
            : context.Expressions.BindCondition(syntax.Where, inner.In(ClauseKind.Where), "WHERE");
        return new BoundConflictUpdate(existing, excluded, where, RowBuilder.ChangedRow(assigned, existing, alias));
    }
}
