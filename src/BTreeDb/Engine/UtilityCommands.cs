using System.Globalization;
using BTreeDb.Catalog;
using BTreeDb.Engine.Definitions;
using BTreeDb.Engine.Routines;
using BTreeDb.Engine.Settings;
using BTreeDb.Engine.Statistics;
using BTreeDb.Execution.Expressions;
using BTreeDb.Parsing.Syntax.Changes;
using BTreeDb.Parsing.Syntax;
using BTreeDb.Parsing.Syntax.Definitions;
using BTreeDb.Parsing.Syntax.Queries;
using BTreeDb.Parsing.Syntax.Session;
using BTreeDb.Tables;

namespace BTreeDb.Engine;

/// <summary>Statements that are neither planned nor about the session: definitions and maintenance.</summary>
internal sealed class UtilityCommands(
    DatabaseEngine engine, SessionTransaction transaction, SettingsScope settings, Action<Notice> notify)
{
    /// <summary>Runs a statement and returns its tag; 0A000 for what is not supported.</summary>
    public string Run(PreparedStatement statement, EvaluationContext evaluation)
    {
        switch (statement.Syntax)
        {
            case CreateTableStatement create:
                Define(statement, evaluation, context => TableCreation.Run(context, create));
                return "CREATE TABLE";
            case CreateTableAsStatement create:
                return CreateFromQuery(statement, evaluation, create);
            case SelectStatement select:
                return CreateFromQuery(statement, evaluation, SelectInto.Convert(select));
            case CreateMaterializedViewStatement create:
                return CreateMaterializedView(statement, evaluation, create);
            case RefreshMaterializedViewStatement refresh:
                Define(statement, evaluation, context => MaterializedViews.Refresh(context, refresh));
                return "REFRESH MATERIALIZED VIEW";
            case CommentStatement comment:
                Define(statement, evaluation, context => CommentCommand.Run(context, comment));
                return "COMMENT";
            case CreateRoutineStatement create:
                Define(statement, evaluation, context => RoutineDefinition.Run(context, create));
                return create.IsProcedure ? "CREATE PROCEDURE" : "CREATE FUNCTION";
            case DropRoutineStatement drop:
                Define(statement, evaluation, context => RoutineAlteration.Drop(context, drop));
                return $"DROP {ObjectKindNames.Of(drop.Kind)}";
            case AlterRoutineStatement alter:
                Define(statement, evaluation, context => RoutineAlteration.Alter(context, alter));
                return $"ALTER {ObjectKindNames.Of(alter.Kind)}";
            case CommentOnRoutineStatement comment:
                Define(statement, evaluation, context => RoutineAlteration.Comment(context, comment));
                return "COMMENT";
            case PrivilegeStatement privilege:
                Define(statement, evaluation, context => PrivilegeCommand.Run(context, privilege));
                return privilege.IsGrant ? "GRANT" : "REVOKE";
            case CreateEnumStatement create:
                Define(statement, evaluation, context => EnumDefinition.Create(context, create));
                return "CREATE TYPE";
            case AlterEnumAddStatement alter:
                Define(statement, evaluation, context => EnumDefinition.AddLabel(context, alter));
                return "ALTER TYPE";
            case AlterEnumRenameStatement alter:
                Define(statement, evaluation, context => EnumDefinition.RenameLabel(context, alter));
                return "ALTER TYPE";
            case CreateDomainStatement create:
                Define(statement, evaluation, context => DomainDefinition.Run(context, create));
                return "CREATE DOMAIN";
            case CreateCollationStatement create:
                Define(statement, evaluation, context => CollationDefinition.Create(context, create));
                return "CREATE COLLATION";
            case AlterDomainStatement alter:
                Define(statement, evaluation, context => DomainAlteration.Run(context, alter));
                return "ALTER DOMAIN";
            case CreateIndexStatement create:
                Define(statement, evaluation,
                    context => IndexCreation.Run(context, create, settings.Current.WorkMemoryBytes));
                return "CREATE INDEX";
            case CreateViewStatement create:
                Define(statement, evaluation, context => ViewCreation.Run(context, create));
                return "CREATE VIEW";
            case CreateSequenceStatement create:
                Define(statement, evaluation, context => SequenceDefinition.Run(context, create));
                return "CREATE SEQUENCE";
            case AlterSequenceStatement alter:
                Define(statement, evaluation, context => SequenceDefinition.Run(context, alter));
                return "ALTER SEQUENCE";
            case RenameStatement rename:
                Define(statement, evaluation, context => ObjectRename.Run(context, rename));
                return $"ALTER {ObjectKindNames.Of(rename.Kind is ObjectKind.Column or ObjectKind.Constraint ? rename.RelationKind : rename.Kind)}";
            case SetSchemaStatement move:
                Define(statement, evaluation, context => SchemaCommands.Move(context, move));
                return $"ALTER {ObjectKindNames.Of(move.Kind)}";
            case SetOwnerStatement owner:
                Define(statement, evaluation, context => ObjectOwners.Run(context, owner));
                return $"ALTER {ObjectKindNames.Of(owner.Kind)}";
            case CreateSchemaStatement create:
                Define(statement, evaluation, context => CreateSchema(context, create));
                return "CREATE SCHEMA";
            case AlterRelationStatement alter:
                Define(statement, evaluation, context => TableAlteration.Run(context, alter));
                return $"ALTER {ObjectKindNames.Of(alter.Kind)}";
            case DropStatement drop:
                Define(statement, evaluation, context => ObjectDrop.Run(context, drop));
                return $"DROP {ObjectKindNames.Of(drop.Kind)}";
            case TruncateStatement truncate:
                Define(statement, evaluation, context => Truncation.Run(context, truncate));
                return "TRUNCATE TABLE";
            case ReindexStatement reindex:
                if (reindex.Kind is ObjectKind.Schema or ObjectKind.Database && transaction.IsBlock)
                    throw SessionErrors.NotInTransaction($"REINDEX {ObjectKindNames.Of(reindex.Kind)}");
                Define(statement, evaluation, context => Reindexing.Run(context, reindex, evaluation.CurrentDatabase));
                return "REINDEX";
            case AnalyzeStatement analyze:
                Analyze(analyze.Targets);
                return "ANALYZE";
            case VacuumStatement vacuum:
                if (transaction.IsBlock)
                    throw SessionErrors.NotInTransaction("VACUUM");
                // Ghosts go by themselves; what remains of VACUUM is to look at the tables' sizes.
                Analyze(vacuum.Targets);
                return "VACUUM";
            case LockStatement locking:
                LockTables(locking);
                return "LOCK TABLE";
            case CheckpointStatement:
                engine.Checkpoint();
                return "CHECKPOINT";
            default:
                throw SessionErrors.NotSupported(
                    StatementNames.Of(statement.Script, statement.Script.Statements[statement.Number]),
                    statement.Syntax.Position);
        }
    }

    private void Define(PreparedStatement statement, EvaluationContext evaluation, Action<DefinitionContext> run)
    {
        if (transaction.IsReadOnly)
        {
            throw SessionErrors.ReadOnlyTransaction(
                StatementNames.Of(statement.Script, statement.Script.Statements[statement.Number]));
        }

        run(new DefinitionContext(transaction, evaluation, notify));
        transaction.EndDefinition();
    }

    private string CreateMaterializedView(
        PreparedStatement statement, EvaluationContext evaluation, CreateMaterializedViewStatement create)
    {
        long? rows = null;
        Define(statement, evaluation, context => rows = MaterializedViews.Create(context, create));
        return rows is { } count
            ? string.Create(CultureInfo.InvariantCulture, $"SELECT {count}")
            : "CREATE MATERIALIZED VIEW";
    }

    private string CreateFromQuery(
        PreparedStatement statement, EvaluationContext evaluation, CreateTableAsStatement create)
    {
        long? rows = null;
        Define(statement, evaluation, context => rows = TableFromQuery.Run(context, create));
        return rows is { } count ? string.Create(CultureInfo.InvariantCulture, $"SELECT {count}") : "CREATE TABLE AS";
    }

    /// <summary>CREATE SCHEMA, with the objects that it names.</summary>
    private void CreateSchema(DefinitionContext context, CreateSchemaStatement statement)
    {
        if (SchemaCommands.Create(context, statement) is not { } schema || statement.Elements.IsEmpty)
            return;
        var path = transaction.Path;
        transaction.LookAlong(new SearchPath([schema.Name, .. path.Schemas], path.Temporary));
        try
        {
            foreach (var element in statement.Elements)
                DefinitionDispatch.Run(context, element, settings.Current.WorkMemoryBytes);
        }
        finally
        {
            transaction.LookAlong(path);
        }
    }

    /// <summary>LOCK TABLE; allowed to read-only transactions, too.</summary>
    private void LockTables(LockStatement locking)
    {
        if (!transaction.IsBlock)
            throw SessionErrors.OnlyInTransaction("LOCK TABLE");
        foreach (var reference in locking.Tables)
        {
            var name = reference.Name;
            if (!transaction.Catalog.TryGetTable(name.Schema, name.Name, out var table))
            {
                throw transaction.Catalog.HasRelation(name.Schema, name.Name)
                    ? CatalogErrors.NotA(name.Name, "a table", "Only tables can be locked.")
                    : CatalogErrors.RelationMissing(name.Name, name.Position);
            }

            transaction.Access.LockTable(transaction.Access.GetTable(table), StrengthOf(locking.Mode), !locking.NoWait);
        }
    }

    private static TableLockStrength StrengthOf(TableLockMode mode) => mode switch
    {
        TableLockMode.AccessShare => TableLockStrength.AccessShare,
        TableLockMode.RowShare => TableLockStrength.RowShare,
        TableLockMode.RowExclusive => TableLockStrength.RowExclusive,
        TableLockMode.ShareUpdateExclusive => TableLockStrength.ShareUpdateExclusive,
        TableLockMode.Share => TableLockStrength.Share,
        TableLockMode.ShareRowExclusive => TableLockStrength.ShareRowExclusive,
        TableLockMode.Exclusive => TableLockStrength.Exclusive,
        _ => TableLockStrength.AccessExclusive,
    };

    /// <summary>Gathers statistics on tables.</summary>
    private void Analyze(Parsing.Syntax.SyntaxList<MaintenanceTarget> targets)
    {
        if (targets.IsEmpty)
        {
            foreach (var table in transaction.Catalog.Tables)
                Analyze(table);
            return;
        }

        foreach (var target in targets)
        {
            if (!transaction.Catalog.TryGetTable(target.Table.Schema, target.Table.Name, out var table))
                throw CatalogErrors.RelationMissing(target.Table.Name, target.Table.Position);
            Analyze(table);
        }
    }

    private void Analyze(TableSchema schema)
    {
        var statistics = TableAnalysis.Run(schema, transaction.Access);
        transaction.Access.GetTable(schema).State.Rows.Set(statistics);
    }
}
