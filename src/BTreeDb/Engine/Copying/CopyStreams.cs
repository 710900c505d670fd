namespace BTreeDb.Engine.Copying;

/// <summary>The client's ends of COPY FROM STDIN and COPY TO STDOUT, for the time of one command.</summary>
/// <param name="Input">Where rows come from, or null.</param>
/// <param name="Output">Where rows go, or null.</param>
/// <param name="Progress">Hears of the number of rows now and then, or null.</param>
internal sealed record CopyStreams(Stream? Input, Stream? Output, IProgress<long>? Progress)
{
    /// <summary>Rows that take the place of <see cref="Input"/>.</summary>
    public IRowFeed? Feed { get; init; }

    /// <summary>No client: only files.</summary>
    public static CopyStreams None { get; } = new(null, null, null);
}
