namespace BTreeDb.Simulation;

/// <summary>
/// A file on the simulated disk: what programs see, what the last sync made durable, and the changes in between. A
/// crash keeps of each unsynced write all, nothing, or any of its 512-byte sectors, whatever became of the writes
/// before and after it.
/// </summary>
internal sealed class SimulatedContent
{
    private const int SectorBytes = 512;
    private readonly List<SimulatedWrite> _pending = [];
    private GrowingBytes _visible = new();
    private GrowingBytes _durable = new();

    /// <summary>Whether some handle has the file open for writing.</summary>
    public bool IsLocked { get; set; }

    public long Length => _visible.Length;

    public int PendingCount => _pending.Count;

    public int Read(long offset, Span<byte> buffer) => _visible.Read(offset, buffer);

    public void Write(long offset, ReadOnlySpan<byte> bytes)
    {
        _visible.Write(offset, bytes);
        _pending.Add(new SimulatedWrite(offset, bytes.ToArray()));
    }

    public void SetLength(long length)
    {
        _visible.SetLength(length);
        _pending.Add(new SimulatedWrite(length, null));
    }

    public void Sync()
    {
        foreach (var write in _pending)
            Apply(_durable, write, write.Bytes?.Length ?? 0);
        _pending.Clear();
    }

    /// <summary>Changes one bit of what is on the disk, behind everybody's back.</summary>
    public void FlipBit(long offset, int bit)
    {
        Span<byte> one = stackalloc byte[1];
        foreach (var bytes in (GrowingBytes[])[_visible, _durable])
        {
            if (bytes.Read(offset, one) == 0)
                continue;
            one[0] ^= (byte)(1 << bit);
            bytes.Write(offset, one);
        }
    }

    /// <summary>What the disk holds after a crash.</summary>
    public SimulatedContent AfterCrash(Random random, CrashStyle style)
    {
        var survived = _durable.Copy();
        foreach (var write in _pending)
        {
            switch (style == CrashStyle.Mixed ? (CrashStyle)random.Next(3) : style)
            {
                case CrashStyle.KeepAll:
                    Apply(survived, write, write.Bytes?.Length ?? 0);
                    break;
                case CrashStyle.Tear when write.Bytes != null:
                    Tear(survived, write, random);
                    break;
                case CrashStyle.Tear when random.Next(2) == 0:
                    Apply(survived, write, 0);
                    break;
            }
        }

        return new SimulatedContent { _visible = survived, _durable = survived.Copy() };
    }

    private static void Tear(GrowingBytes target, SimulatedWrite write, Random random)
    {
        var bytes = write.Bytes.AsSpan();
        for (var start = 0; start < bytes.Length;)
        {
            var end = (int)Math.Min(bytes.Length, ((write.Offset + start) / SectorBytes * SectorBytes) + SectorBytes - write.Offset);
            if (random.Next(2) == 0)
                target.Write(write.Offset + start, bytes[start..end]);
            start = end;
        }
    }

    private static void Apply(GrowingBytes target, SimulatedWrite write, int count)
    {
        if (write.Bytes == null)
            target.SetLength(write.Offset);
        else
            target.Write(write.Offset, write.Bytes.AsSpan(0, count));
    }
}
