using System.Collections.Immutable;
using System.Text;

namespace BTreeDb.Engine.Copying;

/// <summary>How the text of a COPY looks.</summary>
internal sealed record CopyFormat
{
    /// <summary>Comma-separated values; otherwise PostgreSQL's text format.</summary>
    public bool IsCsv { get; init; }

    /// <summary>What stands between values.</summary>
    public byte Delimiter { get; init; }

    /// <summary>What stands for NULL.</summary>
    public byte[] Null { get; init; } = [];

    /// <summary>Around values of CSV.</summary>
    public byte Quote { get; init; } = (byte)'"';

    /// <summary>Before a quote inside a value of CSV.</summary>
    public byte Escape { get; init; } = (byte)'"';

    /// <summary>Whether the first line names the columns.</summary>
    public bool HasHeader { get; init; }

    /// <summary>Whether these names must be those of the columns.</summary>
    public bool MatchesHeader { get; init; }

    /// <summary>Columns that are always quoted, by place.</summary>
    public ImmutableHashSet<int> ForceQuote { get; init; } = [];

    /// <summary>Columns whose values are never NULL.</summary>
    public ImmutableHashSet<int> ForceNotNull { get; init; } = [];

    /// <summary>Columns whose quoted values may be NULL.</summary>
    public ImmutableHashSet<int> ForceNull { get; init; } = [];

    /// <summary>The encoding of the text.</summary>
    public Encoding Encoding { get; init; } = Encoding.UTF8;
}
