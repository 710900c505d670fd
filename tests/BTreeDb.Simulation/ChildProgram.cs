using System.Diagnostics;
using BTreeDb.Simulation.Memory;
using BTreeDb.Simulation.Writers;

namespace BTreeDb.Simulation;

/// <summary>
/// The test assembly as a program of its own: for tests that kill a process or measure one. So no other program has to
/// be built.
/// </summary>
public static class ChildProgram
{
    /// <summary>Runs the command that a test asked for.</summary>
    public static int Main(string[] args) => args switch
    {
        [KilledProcess.Command, var path] => KilledProcess.Run(path),
        [SmallPoolProcess.Command, var path, var megabytes] => SmallPoolProcess.Run(path, megabytes),
        [BigRollbackProcess.Command, var path, var rows] => BigRollbackProcess.Run(path, rows),
        [IdleSnapshotProcess.Command, var path, var updates] => IdleSnapshotProcess.Run(path, updates),
        [RecoveryTimeProcess.Command, var path, var megabytes] => RecoveryTimeProcess.Run(path, megabytes),
        _ => 1,
    };

    /// <summary>Starts a command in a new process with all its streams redirected.</summary>
    internal static Process Start(params string[] arguments) => Process.Start(
        new ProcessStartInfo(DotnetPath(), [typeof(ChildProgram).Assembly.Location, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;

    /// <summary>The runtime's program, which may or may not be what runs the tests.</summary>
    private static string DotnetPath()
    {
        var path = Environment.ProcessPath;
        return path != null && Path.GetFileNameWithoutExtension(path) == "dotnet" ? path : "dotnet";
    }
}
