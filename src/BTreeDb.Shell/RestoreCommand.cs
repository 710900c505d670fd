using System.CommandLine;
using System.Globalization;
using BTreeDb.Data;
using BTreeDb.Shell.Output;

namespace BTreeDb.Shell;

/// <summary>
/// <c>btreedb restore NEW BACKUP...</c>: makes a new database of a base backup, incremental ones and archived log, as it was
/// at a moment.
/// </summary>
internal static class RestoreCommand
{
    /// <summary>The command for the command line.</summary>
    public static Command Create()
    {
        var target = new Argument<string>("new") { Description = "The new database file. It must not exist." };
        var backups = new Argument<string[]>("backups")
        {
            Description = "A base backup, then the incremental ones that build on it.",
            Arity = ArgumentArity.OneOrMore,
        };
        var archive = new Option<string?>("--archive") { Description = "The folder with archived log." };
        var log = new Option<string?>("--log") { Description = "The write-ahead log that the lost database left." };
        var time = new Option<string?>("--to-time") { Description = "No commit after this moment (2026-01-31 12:00:00+01; UTC unless it says)." };
        var lsn = new Option<long?>("--to-lsn") { Description = "Nothing from this log position on." };
        var command = new Command("restore", "Make a new database of backups and archived log, as it was at a moment.")
        {
            target, backups, archive, log, time, lsn,
        };
        command.SetAction(parsed => Run(
            parsed.GetValue(target)!,
            new BTreeDbRestore
            {
                Backups = parsed.GetValue(backups)!,
                WalArchive = parsed.GetValue(archive),
                LogPath = parsed.GetValue(log),
                TargetTime = parsed.GetValue(time) is { } text ? ReadTime(text) : null,
                TargetLsn = parsed.GetValue(lsn),
            },
            Console.Error));
        return command;
    }

    /// <summary>Restores; 0 when the database is there, 2 when not.</summary>
    public static int Run(string target, BTreeDbRestore restore, TextWriter errors)
    {
        try
        {
            restore.Run(target);
            return ShellApplication.Success;
        }
        catch (BTreeDbException e)
        {
            errors.Write(ErrorWriter.Format(e, ""));
            return ShellApplication.CannotStart;
        }
    }

    private static DateTimeOffset ReadTime(string text) =>
        DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}
