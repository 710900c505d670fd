namespace BTreeDb.Files;

/// <summary>How a file is opened.</summary>
internal enum FileOpenMode
{
    /// <summary>An existing file, for reading and writing, by one owner at a time.</summary>
    Existing,

    /// <summary>A new, empty file; one of that name is emptied. For reading and writing, by one owner at a time.</summary>
    Create,

    /// <summary>An existing file, for reading only, while nobody has it open for writing.</summary>
    ReadOnly,
}
