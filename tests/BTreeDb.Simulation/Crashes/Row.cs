namespace BTreeDb.Simulation.Crashes;

/// <summary>A row without its id.</summary>
internal sealed class Row(ulong rank, byte[] payload) : IEquatable<Row>
{
    public ulong Rank { get; } = rank;

    public byte[] Payload { get; } = payload;

    public bool Equals(Row? other) =>
        other != null && Rank == other.Rank && Payload.AsSpan().SequenceEqual(other.Payload);

    public override bool Equals(object? obj) => Equals(obj as Row);

    public override int GetHashCode() => HashCode.Combine(Rank, Payload.Length);
}
