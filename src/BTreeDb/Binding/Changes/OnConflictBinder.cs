using System.Collections.Immutable;
using BTreeDb.Binding.Errors;
using BTreeDb.Binding.Expressions;
using BTreeDb.Binding.Names;
using BTreeDb.Binding.Statements;
using BTreeDb.Parsing.Syntax.Changes;

namespace BTreeDb.Binding.Changes;

/// <summary>Binds ON CONFLICT: the arbiters, and DO UPDATE over the existing row and <c>excluded</c>.</summary>
internal sealed class OnConflictBinder(BindingContext context)
{
    private const string ExcludedName = "excluded";

    /// <summary>Binds the clause of an INSERT.</summary>
    /// <param name="syntax">The clause.</param>
    /// <param name="target">The target.</param>
    /// <param name="alias">The name that the target answers to, or null for its own.</param>
    /// <param name="scope">The scope of the statement, without items.</param>
    public BoundOnConflict Bind(
        OnConflictClause syntax, ChangeTarget target, string? alias, Scope scope)
    {
        if (!syntax.DoNothing && syntax.Target.IsEmpty && syntax.Constraint is null)
            throw ChangeErrors.ConflictTargetMissing(syntax.Position);
        var (arbiters, targetWhere) = new ConflictTargetBinder(context, target, alias).Bind(syntax, scope);
        var update = syntax.DoNothing ? null : BindUpdate(syntax, target, alias, scope);
        return new BoundOnConflict(arbiters, targetWhere, !syntax.Target.IsEmpty, update);
    }

    private BoundConflictUpdate BindUpdate(
        OnConflictClause syntax, ChangeTarget target, string? alias, Scope scope)
    {
        var existing = RowBuilder.NewRow(context, target.Table, scope.Level);
        var excluded = RowBuilder.NewRow(context, target.Table, scope.Level);
        var items = ImmutableArray.Create(
            target.ItemOver(alias, existing), target.ItemOver(ExcludedName, excluded));
        scope.Level.AllItems.AddRange(items);
        var inner = scope.With(items);
        var assigned = new AssignmentBinder(context, existing).Bind(syntax.Assignments, target, inner);
        var where = syntax.Where is null
            ? null
            : context.Expressions.BindCondition(syntax.Where, inner.In(ClauseKind.Where), "WHERE");
        return new BoundConflictUpdate(existing, excluded, where, RowBuilder.ChangedRow(assigned, existing, alias ?? target.Name));
    }
}
