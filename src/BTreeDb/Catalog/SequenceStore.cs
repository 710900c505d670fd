using System.Collections.Concurrent;
using BTreeDb.Transactions;

namespace BTreeDb.Catalog;

/// <summary>
/// The positions of all sequences. They do not belong to transactions: a value that was given out is gone, whatever
/// becomes of the transaction that took it. Only a state that the transaction itself has made (CREATE, RESTART) is
/// written by that transaction, because nobody else can see it yet. Safe for any number of threads.
/// </summary>
internal sealed class SequenceStore(CatalogStore catalogs)
{
    private readonly ConcurrentDictionary<ObjectId, SequenceCounter> _counters = new();

    /// <summary>Gives out the next values: as many as the sequence caches for a session, fewer before its limit.</summary>
    public (long First, long Last) Next(SequenceSchema sequence, Transaction transaction)
    {
        var counter = Find(sequence, transaction);
        lock (counter.Gate)
        {
            var first = Take(sequence, counter, transaction);
            var last = first;
            for (var i = 1L; i < sequence.Cache && counter.HasNext(sequence); i++)
                last = Take(sequence, counter, transaction);
            return (first, last);
        }
    }

    /// <summary>Goes elsewhere.</summary>
    public void Set(SequenceSchema sequence, SequencePoint position, Transaction transaction)
    {
        var counter = Find(sequence, transaction);
        lock (counter.Gate)
            counter.Set(position, p => Write(sequence, p, IsCommitted(sequence), transaction));
    }

    /// <summary>Where a sequence stands, and how many values it has logged ahead.</summary>
    public (SequencePoint Position, int Ahead) Read(SequenceSchema sequence, Transaction transaction)
    {
        var counter = Find(sequence, transaction);
        lock (counter.Gate)
            return (counter.Position, counter.Ahead);
    }

    /// <summary>Stores where all sequences stand, so that nothing is lost by closing.</summary>
    public void SaveAll()
    {
        foreach (var sequence in catalogs.Latest.Sequences)
        {
            if (!_counters.TryGetValue(sequence.State, out var counter))
                continue;
            lock (counter.Gate)
                counter.Save(position => catalogs.WritePosition(sequence.State, position));
        }
    }

    private long Take(SequenceSchema sequence, SequenceCounter counter, Transaction transaction)
    {
        if (counter.TryTake(sequence, out var value))
            return value;
        var isCommitted = IsCommitted(sequence);
        return counter.Take(sequence, isCommitted, position => Write(sequence, position, isCommitted, transaction));
    }

    private bool IsCommitted(SequenceSchema sequence) =>
        catalogs.Latest.TryGetSequence(sequence.Id, out var committed) && committed.State == sequence.State;

    private SequenceCounter Find(SequenceSchema sequence, Transaction transaction)
    {
        if (_counters.TryGetValue(sequence.State, out var counter))
            return counter;
        var position = catalogs.ReadPosition(transaction, sequence.State) ?? throw SequenceErrors.Gone(sequence.Name);
        return _counters.GetOrAdd(sequence.State, new SequenceCounter(position));
    }

    private void Write(SequenceSchema sequence, SequencePoint position, bool isCommitted, Transaction transaction)
    {
        if (isCommitted)
            catalogs.WritePosition(sequence.State, position);
        else
            catalogs.WritePosition(transaction, sequence.State, position);
    }
}
