namespace BTreeDb.Files;

/// <summary>A file cannot be opened for writing because another handle, here or in another process, owns it.</summary>
internal sealed class FileLockedException(string path, Exception? inner = null)
    : IOException($"file \"{path}\" is locked", inner);
