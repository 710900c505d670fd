using BTreeDb.Parsing.Syntax;
using BTreeDb.Parsing.Syntax.Session;

namespace BTreeDb.Parsing.Printing;

/// <summary>EXPLAIN, and what keeps a database in order.</summary>
internal static class MaintenancePrinter
{
    /// <summary>Prints the statement if it is one of these.</summary>
    public static bool TryPrint(SqlWriter writer, Statement statement)
    {
        switch (statement)
        {
            case ExplainStatement explain:
                Options(writer.Raw("EXPLAIN"), explain.Options);
                StatementPrinter.Print(writer.Raw(" "), explain.Statement);
                return true;
            case AnalyzeStatement analyze:
                Targets(Options(writer.Raw("ANALYZE"), analyze.Options), analyze.Targets);
                return true;
            case VacuumStatement vacuum:
                Targets(Options(writer.Raw("VACUUM"), vacuum.Options), vacuum.Targets);
                return true;
            case ReindexStatement reindex:
                writer.Raw("REINDEX ").Raw(ObjectPrinter.KindName(reindex.Kind)).WordIf(reindex.Concurrently, "CONCURRENTLY");
                if (reindex.Name is { } name)
                    writer.Raw(" ").Name(name);
                return true;
            case LockStatement lockTable:
                writer.Raw("LOCK TABLE ").List(lockTable.Tables, FromPrinter.Print).Raw(" IN ").Raw(ModeName(lockTable.Mode)).Raw(" MODE");
                writer.WordIf(lockTable.NoWait, "NOWAIT");
                return true;
            case CheckpointStatement:
                writer.Raw("CHECKPOINT");
                return true;
            case DiscardStatement discard:
                writer.Raw("DISCARD ").Raw(discard.Target.ToString().ToUpperInvariant());
                return true;
            case CheckDatabaseStatement check:
                Options(writer.Raw("CHECK DATABASE"), check.Options);
                return true;
            case BackupDatabaseStatement backup:
                Options(writer.Raw("BACKUP DATABASE TO ").Text(backup.FileName), backup.Options);
                return true;
            default:
                return false;
        }
    }

    private static SqlWriter Options(SqlWriter writer, SyntaxList<StatementOption> options)
    {
        if (!options.IsEmpty)
            OptionPrinter.List(writer.Raw(" "), options);
        return writer;
    }

    private static void Targets(SqlWriter writer, SyntaxList<MaintenanceTarget> targets)
    {
        if (!targets.IsEmpty)
            writer.Raw(" ").List(targets, static (output, target) => output.Name(target.Table).Columns(target.Columns));
    }

    private static string ModeName(TableLockMode mode) => mode switch
    {
        TableLockMode.AccessShare => "ACCESS SHARE",
        TableLockMode.RowShare => "ROW SHARE",
        TableLockMode.RowExclusive => "ROW EXCLUSIVE",
        TableLockMode.ShareUpdateExclusive => "SHARE UPDATE EXCLUSIVE",
        TableLockMode.Share => "SHARE",
        TableLockMode.ShareRowExclusive => "SHARE ROW EXCLUSIVE",
        TableLockMode.Exclusive => "EXCLUSIVE",
        _ => "ACCESS EXCLUSIVE",
    };
}
