using System.CommandLine;
using BTreeDb.Data;
using BTreeDb.Shell.Output;

namespace BTreeDb.Shell;

/// <summary><c>btreedb recover DAMAGED NEW</c>: saves what can be read into a new database and tells what is lost.</summary>
internal static class RecoverCommand
{
    /// <summary>The command for the command line.</summary>
    public static Command Create()
    {
        var damaged = new Argument<string>("damaged") { Description = "The damaged database file. It is only read." };
        var target = new Argument<string>("new") { Description = "The new database file. It must not exist." };
        var command = new Command("recover", "Save everything that can be read from a damaged database into a new one.")
        {
            damaged, target,
        };
        command.SetAction(parsed => Run(parsed.GetValue(damaged)!, parsed.GetValue(target)!, Console.Out, Console.Error));
        return command;
    }

    /// <summary>
    /// Recovers and prints the report: tables to the output, losses to the errors. Returns 0 when nothing is lost, 1 when
    /// something is, 2 when nothing could be saved.
    /// </summary>
    public static int Run(string damaged, string target, TextWriter output, TextWriter errors)
    {
        BTreeDbRecoveryReport report;
        try
        {
            report = BTreeDbRecovery.Recover(damaged, target);
        }
        catch (BTreeDbException e)
        {
            errors.Write(ErrorWriter.Format(e, ""));
            return ShellApplication.CannotStart;
        }

        foreach (var table in report.Tables)
            output.WriteLine($"{table.Schema}.{table.Name}: {table.Rows} rows");
        foreach (var loss in report.Losses)
            errors.WriteLine($"LOST:  {loss}");
        return report.Losses.Count == 0 ? ShellApplication.Success : ShellApplication.StatementFailed;
    }
}
