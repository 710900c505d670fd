namespace BTreeDb.Samples.Timeline;

/// <summary>A post as a timeline shows it.</summary>
internal sealed record Post(long Id, string Author, string Body);
