using BTreeDb.Primitives;
using BTreeDb.Transactions;

namespace BTreeDb.Simulation.Histories;

/// <summary>
/// Runs the sessions of a history one at a time, each on a thread of its own, statement by statement in an order that the
/// seed determines. A session that would wait for another one is parked and looks again when that one has ended or taken
/// something back, so that waiting is repeatable, too.
/// </summary>
internal sealed class StepScheduler : IDisposable
{
    [ThreadStatic]
    private static Lane? _current;

    private readonly List<Lane> _lanes = [];
    private readonly SemaphoreSlim _returned = new(0);
    private readonly HistoryProgress _progress;
    private readonly Random _random;
    private readonly List<Lane> _ready = [];
    private volatile bool _isOver;
    private Exception? _failure;

    public StepScheduler(List<HistoryClient> clients, HistoryProgress progress, int seed)
    {
        (_progress, _random) = (progress, new Random(seed));
        foreach (var client in clients)
            _lanes.Add(new Lane(client));
        foreach (var lane in _lanes)
            lane.Thread.Start(this);
    }

    /// <summary>Lets one session do one step; false when all are done.</summary>
    public bool Step()
    {
        _ready.Clear();
        foreach (var lane in _lanes)
        {
            if (lane.CanGoOn(_progress.TakenBack))
                _ready.Add(lane);
        }

        if (_ready.Count == 0)
            _ready.AddRange(_lanes.FindAll(static lane => lane.IsParked));
        if (_ready.Count == 0)
            return false;
        _ready[_random.Next(_ready.Count)].Turn.Release();
        _returned.Wait();
        return _failure is null ? true : throw new InvalidOperationException("A session failed.", _failure);
    }

    /// <summary>Called by a session's thread instead of waiting.</summary>
    public void Park(Transaction owner, TransactionId ownerId)
    {
        var lane = _current!;
        lane.WaitFor(owner, ownerId, _progress.TakenBack);
        _returned.Release();
        lane.Turn.Wait();
        lane.StopWaiting();
        if (_isOver)
            throw new OperationCanceledException();
    }

    public void Dispose()
    {
        _isOver = true;
        foreach (var lane in _lanes)
            lane.Turn.Release();
        foreach (var lane in _lanes)
            lane.Thread.Join();
        _returned.Dispose();
    }

    private void Run(Lane lane)
    {
        _current = lane;
        while (true)
        {
            lane.Turn.Wait();
            if (_isOver)
                return;
            try
            {
                lane.Client.Step();
            }
            catch (Exception failure)
            {
                _failure = failure;
            }

            _returned.Release();
        }
    }

    private sealed class Lane
    {
        private Transaction? _owner;
        private TransactionId _ownerId;
        private int _takenBack;

        public Lane(HistoryClient client)
        {
            Client = client;
            Thread = new Thread(scheduler => ((StepScheduler)scheduler!).Run(this)) { IsBackground = true };
        }

        public HistoryClient Client { get; }

        public Thread Thread { get; }

        public SemaphoreSlim Turn { get; } = new(0);

        public bool IsParked => _owner is not null;

        public bool CanGoOn(int takenBack) =>
            _owner is null ? !Client.IsDone : _owner.HasEnded(_ownerId) || takenBack != _takenBack;

        public void WaitFor(Transaction owner, TransactionId ownerId, int takenBack) =>
            (_owner, _ownerId, _takenBack) = (owner, ownerId, takenBack);

        public void StopWaiting() => _owner = null;
    }
}
