using System.Data.Common;

namespace BTreeDb.SqlTest.Running;

/// <summary>The fresh database of one script; it goes away when it is disposed.</summary>
internal interface IScriptDatabase : IDisposable
{
    /// <summary>Opens another session.</summary>
    DbConnection Open();

    /// <summary>A folder for the files that the script reads and writes; it goes away with the database.</summary>
    string Folder { get; }

    /// <summary>Adjusts a command that is about to be run, for providers that have to be asked for results as text.</summary>
    void Prepare(DbCommand command);
}
