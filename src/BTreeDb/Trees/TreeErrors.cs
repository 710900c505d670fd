using System.Diagnostics.CodeAnalysis;
using BTreeDb.Diagnostics;
using BTreeDb.Primitives;

namespace BTreeDb.Trees;

/// <summary>The conditions that trees raise.</summary>
internal static class TreeErrors
{
    /// <summary>A page's bytes passed their checksum and still make no sense.</summary>
    public static EngineException CorruptPage(PageId page, string what) =>
        new(SqlState.DataCorrupted, $"invalid page {page} in database file: {what}");

    /// <summary>A log record's change does not fit the page that it names.</summary>
    public static EngineException CorruptChange(PageId page, TreePageOperation operation) =>
        new(SqlState.DataCorrupted, $"log record with operation {operation} does not fit page {page}");

    /// <summary>A key is too long for a page.</summary>
    public static EngineException KeyTooLong(int size, int maximum) =>
        new(SqlState.ProgramLimitExceeded, $"index row size {size} exceeds maximum {maximum}");

    /// <summary>A value is too long for any chain of pages.</summary>
    public static EngineException ValueTooLong(long size) =>
        new(SqlState.ProgramLimitExceeded, $"row is too big: size {size}, maximum size {OverflowReference.MaxLength}");

    /// <summary>As <see cref="CorruptPage"/>, for hot code.</summary>
    [DoesNotReturn]
    public static void ThrowCorruptPage(PageId page, string what) => throw CorruptPage(page, what);
}
