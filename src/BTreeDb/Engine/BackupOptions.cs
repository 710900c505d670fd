using BTreeDb.Parsing.Syntax;
using BTreeDb.Parsing.Syntax.Session;
using BTreeDb.Parsing.Syntax.Expressions;

namespace BTreeDb.Engine;

/// <summary>
/// The options of BACKUP DATABASE: <c>BASE</c> makes a backup for restores to a point in time, <c>INCREMENTAL 'file'</c>
/// one of what has changed since that backup. Without them the copy is a database.
/// </summary>
/// <param name="IsBase">Whether it is for restores.</param>
/// <param name="Previous">The backup on which it builds, or null.</param>
internal sealed record BackupOptions(bool IsBase, string? Previous)
{
    /// <summary>Reads the options; throws 42601 for what is none.</summary>
    public static BackupOptions Of(BackupDatabaseStatement backup)
    {
        var options = new BackupOptions(false, null);
        foreach (var option in backup.Options)
        {
            options = (option.Name.ToLowerInvariant(), option.Value) switch
            {
                ("base", null) => options with { IsBase = true },
                ("incremental", StringLiteral file) => new BackupOptions(true, file.Value),
                _ => throw SessionErrors.UnknownBackupOption(option.Name, option.Position),
            };
        }

        return options;
    }
}
