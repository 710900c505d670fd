namespace BTreeDb.Catalog;

/// <summary>Where a sequence stands.</summary>
/// <param name="Last">The value that was given out last, or the first one to come.</param>
/// <param name="IsCalled">Whether <paramref name="Last"/> was given out.</param>
internal readonly record struct SequencePoint(long Last, bool IsCalled);
