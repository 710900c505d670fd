using BTreeDb.Catalog;
using BTreeDb.Parsing.Syntax;
using BTreeDb.Parsing.Syntax.Definitions;
using BTreeDb.Types;

namespace BTreeDb.Engine.Definitions;

/// <summary>ALTER DOMAIN.</summary>
internal static class DomainAlteration
{
    /// <summary>Runs the statement.</summary>
    public static void Run(DefinitionContext context, AlterDomainStatement statement)
    {
        var domain = (DomainType)TypeAlteration.Find(context, statement.Name, isDomain: true);
        switch (statement.Action)
        {
            case SetDefaultAction value:
                var text = DomainDefinition.ReadDefault(context, domain.Name, domain.BaseType, value.Value);
                Put(context, domain, domain.With(domain.IsNotNull, text, domain.Checks));
                break;
            case SetNotNullAction change:
                if (change.NotNull && !domain.IsNotNull)
                    DomainValidation.CheckNotNull(context, domain);
                Put(context, domain, domain.With(change.NotNull, domain.DefaultSql, domain.Checks));
                break;
            case AddConstraintAction { Constraint: CheckConstraint check }:
                AddCheck(context, domain, check);
                break;
            case AddConstraintAction add:
                throw DomainErrors.NotPossible(add.Constraint);
            case DropConstraintAction drop:
                DropConstraint(context, domain, drop);
                break;
            case ValidateConstraintAction validate:
                Validate(context, domain, validate.Name);
                break;
            default:
                throw DefinitionErrors.NotSupported("this action of ALTER DOMAIN", statement.Action.Position);
        }
    }

    /// <summary>42704 where a domain has no constraint of a name.</summary>
    public static void CheckConstraint(DomainType domain, string name) => Find(domain, name);

    /// <summary>Runs RENAME CONSTRAINT.</summary>
    public static void RenameConstraint(DefinitionContext context, DomainType domain, string name, string newName)
    {
        var check = Find(domain, name);
        foreach (var other in domain.Checks)
        {
            if (other.Name == newName)
                throw DefinitionErrors.DomainConstraintExists(newName, domain.Name);
        }

        PutCheck(context, domain, check, check with { Name = newName });
        ObjectComments.MoveConstraint(context, new(domain.Id), name, newName);
    }

    private static void AddCheck(DefinitionContext context, DomainType domain, CheckConstraint syntax)
    {
        if (syntax.Timing.Deferrable is not null || syntax.Timing.InitiallyDeferred is not null)
            throw DomainErrors.Deferrable();
        var check = DomainDefinition.ReadCheck(context, domain.Name, domain.BaseType, syntax, domain.Checks);
        if (check.IsValid)
            DomainValidation.CheckHolds(context, domain, check);
        Put(context, domain, domain.With(
            domain.IsNotNull, domain.DefaultSql, DomainDefinition.Sorted(domain.Checks.Add(check))));
    }

    private static void DropConstraint(DefinitionContext context, DomainType domain, DropConstraintAction action)
    {
        foreach (var check in domain.Checks)
        {
            if (check.Name != action.Name.Text)
                continue;
            ObjectComments.MoveConstraint(context, new(domain.Id), check.Name, null);
            Put(context, domain, domain.With(domain.IsNotNull, domain.DefaultSql, domain.Checks.Remove(check)));
            return;
        }

        if (!action.IfExists)
            throw DefinitionErrors.DomainConstraintMissing(action.Name.Text, domain.Name);
        context.Notice($"constraint \"{action.Name.Text}\" of domain \"{domain.Name}\" does not exist, skipping");
    }

    private static void Validate(DefinitionContext context, DomainType domain, Identifier name)
    {
        var check = Find(domain, name.Text);
        if (check.IsValid)
            return;
        DomainValidation.CheckHolds(context, domain, check);
        PutCheck(context, domain, check, check with { IsValid = true });
    }

    private static DomainCheck Find(DomainType domain, string name)
    {
        foreach (var check in domain.Checks)
        {
            if (check.Name == name)
                return check;
        }

        throw DefinitionErrors.DomainConstraintMissing(name, domain.Name);
    }

    private static void PutCheck(DefinitionContext context, DomainType domain, DomainCheck before, DomainCheck after) =>
        Put(context, domain, domain.With(
            domain.IsNotNull, domain.DefaultSql, DomainDefinition.Sorted(domain.Checks.Replace(before, after))));

    private static void Put(DefinitionContext context, DomainType before, DomainType after) =>
        context.Edit.PutType(after, before);
}
