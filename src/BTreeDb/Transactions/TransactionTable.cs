using BTreeDb.Primitives;

namespace BTreeDb.Transactions;

/// <summary>
/// What became of recent transactions: running, rolled back, or committed at a place in the order of commits. Covers the
/// ids from the oldest that anybody may have to ask about to the newest; read without a lock.
/// </summary>
internal sealed class TransactionTable
{
    /// <summary>The state of a transaction that runs, or has not begun.</summary>
    public const ulong Running = 0;

    /// <summary>
    /// The state of a transaction too old for the table: it has ended, and what it left on pages is committed and seen
    /// by all. Whoever holds an old copy of a page must look at the page again.
    /// </summary>
    public const ulong Forgotten = 1;

    /// <summary>The state of a transaction whose changes are all taken back.</summary>
    public const ulong RolledBack = 2;

    /// <summary>States from here on are commit sequences.</summary>
    public const ulong FirstCommit = 3;

    private const int ChunkShift = 10;
    private const int ChunkSize = 1 << ChunkShift;

    private readonly Lock _growth = new();
    private Directory _directory;

    /// <summary>Covers ids from a first one on.</summary>
    public TransactionTable(TransactionId first) => _directory = new Directory(first.Value >> ChunkShift, [new Chunk()]);

    /// <summary>A transaction's state: one of the constants or a commit sequence.</summary>
    public ulong Read(ulong id)
    {
        var directory = Volatile.Read(ref _directory);
        var number = id >> ChunkShift;
        if (number < directory.First)
            return Forgotten;
        var index = number - directory.First;
        return index < (ulong)directory.Chunks.Length
            ? Volatile.Read(ref directory.Chunks[index].States[id & (ChunkSize - 1)])
            : Running;
    }

    /// <summary>The transaction that runs under an id, or null.</summary>
    public Transaction? Owner(ulong id)
    {
        var directory = Volatile.Read(ref _directory);
        var index = (id >> ChunkShift) - directory.First;
        return index < (ulong)directory.Chunks.Length
            ? Volatile.Read(ref directory.Chunks[index].Owners[id & (ChunkSize - 1)])
            : null;
    }

    /// <summary>Enters a transaction that begins to write.</summary>
    public void Enter(ulong id, Transaction owner) =>
        Volatile.Write(ref ChunkOf(id).Owners[id & (ChunkSize - 1)], owner);

    /// <summary>Says what became of a transaction.</summary>
    public void Finish(ulong id, ulong state)
    {
        var chunk = ChunkOf(id);
        Volatile.Write(ref chunk.States[id & (ChunkSize - 1)], state);
        Volatile.Write(ref chunk.Owners[id & (ChunkSize - 1)], null);
    }

    /// <summary>Forgets the ids below one, as far as whole chunks go.</summary>
    public void ForgetBelow(ulong id)
    {
        var number = id >> ChunkShift;
        if (number <= Volatile.Read(ref _directory).First)
            return;
        lock (_growth)
        {
            var directory = _directory;
            var skip = (int)Math.Min(number - directory.First, (ulong)directory.Chunks.Length);
            var chunks = skip < directory.Chunks.Length ? directory.Chunks[skip..] : [new Chunk()];
            Volatile.Write(ref _directory, new Directory(number, chunks));
        }
    }

    private Chunk ChunkOf(ulong id)
    {
        var directory = Volatile.Read(ref _directory);
        var index = (id >> ChunkShift) - directory.First;
        return index < (ulong)directory.Chunks.Length ? directory.Chunks[index] : Grow(id);
    }

    private Chunk Grow(ulong id)
    {
        lock (_growth)
        {
            var directory = _directory;
            var needed = (int)((id >> ChunkShift) - directory.First) + 1;
            if (needed > directory.Chunks.Length)
            {
                var chunks = new Chunk[needed];
                directory.Chunks.CopyTo(chunks, 0);
                for (var i = directory.Chunks.Length; i < needed; i++)
                    chunks[i] = new Chunk();
                directory = new Directory(directory.First, chunks);
                Volatile.Write(ref _directory, directory);
            }

            return directory.Chunks[(int)((id >> ChunkShift) - directory.First)];
        }
    }

    private sealed class Directory(ulong first, Chunk[] chunks)
    {
        public ulong First { get; } = first;

        public Chunk[] Chunks { get; } = chunks;
    }

    private sealed class Chunk
    {
        public ulong[] States { get; } = new ulong[ChunkSize];

        public Transaction?[] Owners { get; } = new Transaction?[ChunkSize];
    }
}
