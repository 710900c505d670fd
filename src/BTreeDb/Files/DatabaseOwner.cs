using System.Diagnostics;
using System.Text;

namespace BTreeDb.Files;

/// <summary>
/// The small file beside an open database that says who owns it, so that a second process can be told. It is advice
/// only: the lock on the database file itself decides, and a leftover after a crash does no harm.
/// </summary>
internal static class DatabaseOwner
{
    private const int TextBytesMax = 512;

    /// <summary>The name of the owner file of a database.</summary>
    public static string PathFor(string databasePath) => databasePath + "-owner";

    /// <summary>Names this process.</summary>
    public static string DescribeThisProcess()
    {
        using var process = Process.GetCurrentProcess();
        return $"process {Environment.ProcessId} ({process.ProcessName}) on {Environment.MachineName}";
    }

    /// <summary>Writes this process down as the owner. Failure is no reason to refuse the database.</summary>
    public static void Announce(IFileSystem files, string databasePath)
    {
        try
        {
            using var file = files.Open(PathFor(databasePath), FileOpenMode.Create);
            file.Write(0, Encoding.UTF8.GetBytes(DescribeThisProcess()));
        }
        catch (IOException)
        {
            // The message of a second process will then not name us; nothing else is lost.
        }
    }

    /// <summary>Reads who owns a database.</summary>
    public static string Read(IFileSystem files, string databasePath)
    {
        try
        {
            using var file = files.Open(PathFor(databasePath), FileOpenMode.ReadOnly);
            var text = new byte[TextBytesMax];
            var length = file.Read(0, text);
            return length == 0 ? "another process" : Encoding.UTF8.GetString(text, 0, length);
        }
        catch (IOException)
        {
            return "another process";
        }
    }

    /// <summary>Removes the owner file.</summary>
    public static void Withdraw(IFileSystem files, string databasePath)
    {
        try
        {
            files.Delete(PathFor(databasePath));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // A leftover owner file is overwritten by the next owner.
        }
    }
}
