using BTreeDb.Diagnostics;
using BTreeDb.Primitives;

namespace BTreeDb.Files;

/// <summary>The errors of this folder, one factory per condition.</summary>
internal static class FileErrors
{
    // Raw errno values as .NET puts them into IOException.HResult on Unix, and the Win32 codes.
    private const int PosixNoSpace = 28;
    private const int PosixQuota = 122;
    private const int Win32DiskFull = unchecked((int)0x80070070);
    private const int Win32HandleDiskFull = unchecked((int)0x80070027);

    /// <summary>Whether the failure says that the disk (or the quota) is full.</summary>
    public static bool IsDiskFull(IOException failure) =>
        failure.HResult is PosixNoSpace or PosixQuota or Win32DiskFull or Win32HandleDiskFull;

    /// <summary>An exception as the operating system's "no space left" looks like in .NET.</summary>
    public static IOException DiskFullFailure(string path) =>
        new($"No space left on device : '{path}'", PosixNoSpace);

    /// <summary>53100 for a full disk, else 58030.</summary>
    public static EngineException Failed(string action, string path, IOException failure) =>
        IsDiskFull(failure) ? DiskFull(path, failure) : CouldNot(action, path, failure);

    /// <summary>The file could not grow.</summary>
    public static EngineException DiskFull(string path, Exception? inner = null) =>
        new(SqlState.DiskFull, $"could not extend file \"{path}\": No space left on device", inner)
        {
            Hint = "Check free disk space.",
        };

    /// <summary>An operation of the operating system failed.</summary>
    public static EngineException CouldNot(string action, string path, Exception failure) =>
        new(SqlState.IoError, $"could not {action} file \"{path}\": {failure.Message}", failure);

    /// <summary>The file does not exist.</summary>
    public static EngineException NotFound(string path, Exception? inner = null) =>
        new(SqlState.UndefinedFile, $"could not open file \"{path}\": No such file or directory", inner);

    /// <summary>Another process, or another engine in this process, owns the database.</summary>
    public static EngineException InUse(string path, string owner) =>
        new(SqlState.ObjectInUse, $"database file \"{path}\" is in use by {owner}");

    /// <summary>The file has content, but not ours.</summary>
    public static EngineException NotADatabase(string path) =>
        new(SqlState.DataCorrupted, $"file \"{path}\" is not a BTreeDb database");

    /// <summary>Neither copy of the meta page can be trusted.</summary>
    public static EngineException MetaPagesDamaged(string path) =>
        new(SqlState.DataCorrupted, $"both copies of the meta page (pages 0 and 1) of file \"{path}\" are damaged");

    /// <summary>The file is shorter than its meta page says.</summary>
    public static EngineException Truncated(string path, long length, long expected) =>
        new(SqlState.DataCorrupted, $"database file \"{path}\" is truncated at page {expected}: {length} bytes");

    /// <summary>A page failed its checksum or carries another page's number.</summary>
    public static EngineException BadPage(string path, PageId page, string reason) =>
        new(SqlState.DataCorrupted, $"invalid page {page} of file \"{path}\": {reason}");

    /// <summary>As <see cref="BadPage(string, PageId, string)"/>, with what the page claims to be.</summary>
    public static EngineException BadPage(string path, PageId page, string reason, ReadOnlySpan<byte> bytes) =>
        new(SqlState.DataCorrupted, $"invalid page {page} of file \"{path}\": {reason}")
        {
            Detail = $"Its header says that it is {Describe(PageHeader.Of(bytes))}.",
            Hint = "CHECK DATABASE lists all damage; \"btreedb recover\" saves what can be read into a new database.",
        };

    /// <summary>What a page's header says that it is, in words.</summary>
    public static string Describe(in PageHeader header) => header.Type switch
    {
        PageType.Free => "free",
        PageType.Meta => "a meta page",
        PageType.AllocationMap => "an allocation map",
        PageType.Leaf => $"a leaf of tree {header.TreeIdValue}",
        PageType.Interior => $"an interior page of tree {header.TreeIdValue}",
        PageType.Overflow => $"part of a long value of tree {header.TreeIdValue}",
        _ => $"of the unknown type {(int)header.Type}",
    };

    /// <summary>The file was written by a newer build.</summary>
    public static EngineException NewerFormat(string path, uint version, uint known) =>
        new(SqlState.FeatureNotSupported,
            $"database file \"{path}\" has format version {version}, this build knows versions up to {known}");

    /// <summary>The file uses features that this build does not know.</summary>
    public static EngineException UnknownFeatures(string path, ulong features) =>
        new(SqlState.FeatureNotSupported, $"database file \"{path}\" uses unknown format features {features:x}");

    /// <summary>The page size asked for is none of ours.</summary>
    public static EngineException InvalidPageSize(int size) =>
        new(SqlState.InvalidParameterValue, $"invalid page size {size}")
        {
            Hint = "The page size must be 4096, 8192, 16384 or 32768.",
        };
}
