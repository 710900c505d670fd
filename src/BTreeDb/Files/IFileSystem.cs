namespace BTreeDb.Files;

/// <summary>
/// All file access of the engine. The real one is <see cref="RealFileSystem"/>, <c>:memory:</c> databases use
/// <see cref="MemoryFileSystem"/>, and the tests' simulated one crashes, tears and loses writes.
/// </summary>
internal interface IFileSystem
{
    /// <summary>Opens a file. With a writing mode the file is locked against all others of any process.</summary>
    /// <exception cref="FileLockedException">Somebody else has it open for writing.</exception>
    /// <exception cref="IOException">It cannot be opened.</exception>
    IFile Open(string path, FileOpenMode mode);

    /// <summary>Whether a file of that name exists.</summary>
    bool Exists(string path);

    /// <summary>Removes a file; nothing happens when there is none. Durable on return.</summary>
    void Delete(string path);

    /// <summary>Gives a file another name, replacing a file of that name. Atomic, and durable on return.</summary>
    void Rename(string path, string newPath);
}
