using BTreeDb.Catalog;
using BTreeDb.Parsing.Syntax;
using BTreeDb.Parsing.Syntax.Definitions;

namespace BTreeDb.Engine.Definitions;

/// <summary>
/// ALTER TABLE (and VIEW, MATERIALIZED VIEW, SEQUENCE, INDEX with a table's actions). Actions run in PostgreSQL's passes:
/// first what goes, then types, new columns, their properties, then constraints.
/// </summary>
internal sealed class TableAlteration
{
    private readonly DefinitionContext _context;
    private readonly AlterRelationStatement _statement;
    private readonly ObjectId _id;

    private TableAlteration(DefinitionContext context, AlterRelationStatement statement, ObjectId id)
    {
        _context = context;
        _statement = statement;
        _id = id;
    }

    /// <summary>Runs the statement.</summary>
    public static void Run(DefinitionContext context, AlterRelationStatement statement)
    {
        var name = statement.Name;
        if (RelationLookup.Find(context, name, statement.Kind, statement.IfExists) is not { } relation)
            return;
        if (relation is SequenceSchema sequence && statement.Actions is [SetLoggedAction logged])
        {
            SequenceDefinition.SetLogged(context, sequence, logged.Logged);
            return;
        }

        if (relation is not TableSchema table)
        {
            throw DefinitionErrors.ActionNotForRelation(
                AlterActionNames.Of(statement.Actions[0]), name.Name, RelationLookup.PluralOf(relation));
        }

        context.LockTable(table);
        new TableAlteration(context, statement, table.Id).Run();
    }

    private TableSchema Table =>
        _context.Catalog.TryGetTable(_id, out var table) ? table : throw CatalogErrors.Corrupt("a table has gone");

    private void Run()
    {
        if (Table.IsMaterializedView)
            RefuseForMaterializedView();
        var actions = new List<AlterAction>();
        foreach (var action in _statement.Actions)
            actions.AddRange(AlterActionSplit.Split(action));
        for (var pass = AlterPass.Drop; pass <= AlterPass.Last; pass++)
        {
            if (pass == AlterPass.Type)
            {
                ColumnTypeAlteration.Run(_context, Table, actions.FindAll(static a => a is AlterTypeAction).ConvertAll(static a => (AlterTypeAction)a));
                continue;
            }

            foreach (var action in actions)
            {
                if (PassOf(action) == pass)
                    Run(action);
            }
        }
    }

    private void RefuseForMaterializedView()
    {
        foreach (var action in _statement.Actions)
        {
            if (action is not (SetOptionsAction or SetStatisticsAction))
            {
                throw DefinitionErrors.ActionNotForRelation(
                    AlterActionNames.Of(action), Table.Name, "materialized views");
            }
        }
    }

    private static AlterPass PassOf(AlterAction action) => action switch
    {
        DropColumnAction or DropConstraintAction or SetDefaultAction { Value: null } or SetNotNullAction { NotNull: false }
            or DropExpressionAction or DropIdentityAction => AlterPass.Drop,
        AlterTypeAction => AlterPass.Type,
        AddColumnAction => AlterPass.AddColumn,
        SetNotNullAction => AlterPass.Properties,
        AddConstraintAction { Constraint: PrimaryKeyConstraint or UniqueConstraint } => AlterPass.AddKey,
        AddConstraintAction or SetDefaultAction or AddIdentityAction or AlterIdentityAction => AlterPass.AddConstraint,
        _ => AlterPass.Last,
    };

    private void Run(AlterAction action)
    {
        switch (action)
        {
            case AddColumnAction add:
                ColumnAddition.Run(_context, Table, add);
                break;
            case DropColumnAction drop:
                ColumnRemoval.Run(_context, Table, drop);
                break;
            case SetDefaultAction set:
                ColumnProperties.SetDefault(_context, Table, set);
                break;
            case SetNotNullAction set:
                ColumnProperties.SetNotNull(_context, Table, set);
                break;
            case DropExpressionAction drop:
                ColumnProperties.DropExpression(_context, Table, drop);
                break;
            case AddIdentityAction add:
                IdentityAlteration.Add(_context, Table, add);
                break;
            case AlterIdentityAction alter:
                IdentityAlteration.Alter(_context, Table, alter);
                break;
            case DropIdentityAction drop:
                IdentityAlteration.Drop(_context, Table, drop);
                break;
            case AddConstraintAction add:
                ConstraintAddition.Run(_context, Table, add.Constraint);
                break;
            case DropConstraintAction drop:
                ConstraintRemoval.Run(_context, Table, drop);
                break;
            case ValidateConstraintAction validate:
                ConstraintValidation.Run(_context, Table, validate.Name);
                break;
            case SetLoggedAction logged:
                SetLogged(logged);
                break;
            case SetStatisticsAction statistics:
                ColumnProperties.Find(Table, statistics.Column);
                break;
            default:
                throw DefinitionErrors.NotSupported($"ALTER TABLE ... {AlterActionNames.Of(action)}", action.Position);
        }
    }

    /// <summary>All tables but temporary ones are logged, and stay so.</summary>
    private void SetLogged(SetLoggedAction action)
    {
        if (ForeignKeyDefinition.IsTemporary(Table))
            throw DefinitionErrors.TemporaryIsNotLogged(Table.Name);
        if (!action.Logged)
            _context.Notify(SessionErrors.LoggedAll(Table.Name));
    }
}
