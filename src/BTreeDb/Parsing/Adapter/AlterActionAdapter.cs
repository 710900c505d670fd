using BTreeDb.Parsing.Generated;
using BTreeDb.Parsing.Syntax;
using BTreeDb.Parsing.Syntax.Definitions;

namespace BTreeDb.Parsing.Adapter;

/// <summary>The actions of ALTER TABLE and ALTER DOMAIN.</summary>
internal static class AlterActionAdapter
{
    /// <summary>An action of ALTER TABLE.</summary>
    public static AlterAction Convert(BTreeDbParser.AlterTableActionContext context)
    {
        var position = Nodes.Position(context);
        switch (context)
        {
            case BTreeDbParser.AddColumnContext add:
                return new AddColumnAction(position, TableAdapter.Column(add.columnDefinition()), add.ifNotExists() is not null);
            case BTreeDbParser.DropColumnContext drop:
                return new DropColumnAction(
                    position,
                    NameAdapter.Identifier(drop.colId()),
                    drop.ifExists() is not null,
                    ObjectAdapter.Behavior(drop.dropBehavior()));
            case BTreeDbParser.AddConstraintContext add:
                return new AddConstraintAction(position, ConstraintAdapter.Table(add.tableConstraint()));
            case BTreeDbParser.DropConstraintContext drop:
                return new DropConstraintAction(
                    position,
                    NameAdapter.Identifier(drop.colId()),
                    drop.ifExists() is not null,
                    ObjectAdapter.Behavior(drop.dropBehavior()));
            case BTreeDbParser.ValidateConstraintContext validate:
                return new ValidateConstraintAction(position, NameAdapter.Identifier(validate.colId()));
            case BTreeDbParser.AlterConstraintContext alter:
                return new AlterConstraintAction(
                    position, NameAdapter.Identifier(alter.colId()), ConstraintAdapter.Timing(alter.constraintAttribute()));
            case BTreeDbParser.AlterColumnContext alter:
                return Column(alter.alterColumnAction(), NameAdapter.Identifier(alter.colId()), position);
            case BTreeDbParser.SetLoggedContext logged:
                return new SetLoggedAction(position, logged.LOGGED() is not null);
            case BTreeDbParser.SetOptionsContext options:
                return new SetOptionsAction(position, OptionAdapter.List(options.optionList()), options.RESET() is not null);
            default:
                throw ParsingErrors.NotSupported("OWNER TO together with other actions", position);
        }
    }

    /// <summary>An action of ALTER DOMAIN.</summary>
    public static AlterAction Domain(BTreeDbParser.AlterDomainActionContext context)
    {
        var position = Nodes.Position(context);
        switch (context)
        {
            case BTreeDbParser.DomainDefaultContext value:
                return new SetDefaultAction(position, null, ExpressionAdapter.Convert(value.expr()));
            case BTreeDbParser.DomainNoDefaultContext:
                return new SetDefaultAction(position, null, null);
            case BTreeDbParser.DomainNotNullContext notNull:
                return new SetNotNullAction(position, null, notNull.SET() is not null);
            case BTreeDbParser.DomainAddConstraintContext add:
                return new AddConstraintAction(position, ConstraintAdapter.Table(add.tableConstraint()));
            case BTreeDbParser.DomainDropConstraintContext drop:
                return new DropConstraintAction(
                    position,
                    NameAdapter.Identifier(drop.colId()),
                    drop.ifExists() is not null,
                    ObjectAdapter.Behavior(drop.dropBehavior()));
            case BTreeDbParser.DomainValidateConstraintContext validate:
                return new ValidateConstraintAction(position, NameAdapter.Identifier(validate.colId()));
            default:
                throw ParsingErrors.Syntax(context.Start);
        }
    }

    private static AlterAction Column(BTreeDbParser.AlterColumnActionContext context, Identifier column, int position)
    {
        switch (context)
        {
            case BTreeDbParser.ColumnTypeContext type:
                return new AlterTypeAction(
                    position,
                    column,
                    TypeAdapter.Convert(type.typeName()),
                    NameAdapter.OptionalQualified(type.qualifiedName()),
                    ExpressionAdapter.Optional(type.expr()));
            case BTreeDbParser.ColumnDefaultContext value:
                return new SetDefaultAction(position, column, ExpressionAdapter.Convert(value.expr()));
            case BTreeDbParser.ColumnNoDefaultContext:
                return new SetDefaultAction(position, column, null);
            case BTreeDbParser.ColumnNotNullContext notNull:
                return new SetNotNullAction(position, column, notNull.SET() is not null);
            case BTreeDbParser.ColumnNoExpressionContext noExpression:
                return new DropExpressionAction(position, column, noExpression.ifExists() is not null);
            case BTreeDbParser.ColumnIdentityContext identity:
                return new AddIdentityAction(
                    position,
                    column,
                    new IdentityConstraint(
                        position, null, default, identity.ALWAYS() is not null, SequenceAdapter.Options(identity)));
            case BTreeDbParser.ColumnIdentityChangeContext change:
                return IdentityChange(change, column, position);
            case BTreeDbParser.ColumnNoIdentityContext noIdentity:
                return new DropIdentityAction(position, column, noIdentity.ifExists() is not null);
            case BTreeDbParser.ColumnStatisticsContext statistics:
                return new SetStatisticsAction(position, column, LiteralAdapter.SignedInt64(statistics.signedNumber()));
            default:
                throw ParsingErrors.Syntax(context.Start);
        }
    }

    private static AlterIdentityAction IdentityChange(
        BTreeDbParser.ColumnIdentityChangeContext context,
        Identifier column,
        int position)
    {
        bool? always = null;
        var options = new List<SequenceOption>();
        foreach (var change in context.identityChange())
        {
            if (change.GENERATED() is not null)
                always = change.ALWAYS() is not null;
            else if (change.sequenceOption() is { } option)
                options.Add(SequenceAdapter.Option(option));
            else
                options.Add(Restart(change));
        }

        return new AlterIdentityAction(position, column, always, new SyntaxList<SequenceOption>(options.ToArray()));
    }

    private static SequenceOption Restart(BTreeDbParser.IdentityChangeContext context) => new(
        Nodes.Position(context),
        SequenceOptionKind.Restart,
        context.signedNumber() is { } number ? LiteralAdapter.Signed(number) : null,
        null,
        null);
}
