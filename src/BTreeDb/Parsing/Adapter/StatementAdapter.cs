using BTreeDb.Parsing.Generated;
using BTreeDb.Parsing.Syntax;

namespace BTreeDb.Parsing.Adapter;

/// <summary>Finds the adapter for a statement.</summary>
internal static class StatementAdapter
{
    /// <summary>Converts a statement.</summary>
    public static Statement Convert(BTreeDbParser.StatementContext context)
    {
        switch (context.GetChild(0))
        {
            case BTreeDbParser.PreparableContext preparable:
                return ChangeAdapter.Preparable(preparable);
            case BTreeDbParser.TruncateStatementContext truncate:
                return ChangeAdapter.Truncate(truncate);
            case BTreeDbParser.CopyStatementContext copy:
                return CopyAdapter.Convert(copy);
            case BTreeDbParser.CreateStatementContext create:
                return CreateAdapter.Convert(create);
            case BTreeDbParser.AlterStatementContext alter:
                return AlterAdapter.Convert(alter);
            case BTreeDbParser.DropStatementContext drop:
                return drop.routineKind() is null ? ObjectAdapter.Drop(drop) : RoutineAdapter.Drop(drop);
            case BTreeDbParser.CommentStatementContext comment:
                return comment.routineKind() is null ? ObjectAdapter.Comment(comment) : RoutineAdapter.Comment(comment);
            case BTreeDbParser.RefreshStatementContext refresh:
                return ObjectAdapter.Refresh(refresh);
            case BTreeDbParser.TransactionStatementContext transaction:
                return TransactionAdapter.Convert(transaction);
            case BTreeDbParser.SettingStatementContext setting:
                return SettingAdapter.Convert(setting);
            case BTreeDbParser.ExplainStatementContext explain:
                return MaintenanceAdapter.Explain(explain);
            case BTreeDbParser.AnalyzeStatementContext analyze:
                return MaintenanceAdapter.Analyze(analyze);
            case BTreeDbParser.VacuumStatementContext vacuum:
                return MaintenanceAdapter.Vacuum(vacuum);
            case BTreeDbParser.ReindexStatementContext reindex:
                return MaintenanceAdapter.Reindex(reindex);
            case BTreeDbParser.LockStatementContext lockTable:
                return MaintenanceAdapter.Lock(lockTable);
            case BTreeDbParser.CheckpointStatementContext checkpoint:
                return MaintenanceAdapter.Checkpoint(checkpoint);
            case BTreeDbParser.CheckDatabaseStatementContext check:
                return MaintenanceAdapter.CheckDatabase(check);
            case BTreeDbParser.BackupDatabaseStatementContext backup:
                return MaintenanceAdapter.BackupDatabase(backup);
            default:
                return CursorAdapter.Convert(context);
        }
    }
}
