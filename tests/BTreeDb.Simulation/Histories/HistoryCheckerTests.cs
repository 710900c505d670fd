namespace BTreeDb.Simulation.Histories;

/// <summary>What the checker says about histories made by hand: deletes that a return to a savepoint undoes.</summary>
public sealed class HistoryCheckerTests
{
    private const int UndoneAt = 2;

    private static readonly int Victim = HistoryObject.Victim(0);
    private static readonly int Register = HistoryObject.Register(0);

    [Fact]
    public void Absence_by_an_undone_delete_depends_on_nobody()
    {
        var (history, first) = WithUndoneDelete(readAt: UndoneAt - 1);
        first.Writes.Add(new HistoryWrite(Register, 18, Version: 1, Order: 3));
        var second = new HistoryTransaction(2) { IsCommitted = true };
        second.Reads.Add(new HistoryRead(Register, null, Version: 1, Value: 18, IsPredicate: false, Order: 0));
        second.Writes.Add(new HistoryWrite(Victim, 33, Version: 0, Order: 1) { IsDelete = true });
        history.Transactions.Add(second);

        HistoryChecker.Check(history).ShouldBeEmpty();
    }

    [Fact]
    public void Absence_after_the_delete_is_undone_is_a_lost_write()
    {
        var (history, _) = WithUndoneDelete(readAt: UndoneAt + 1);
        history.FinalLists.Add(Victim, []);

        HistoryChecker.Check(history).ShouldHaveSingleItem().Anomaly.ShouldBe(Anomaly.LostWrite);
    }

    private static (History History, HistoryTransaction Deleter) WithUndoneDelete(int readAt)
    {
        var deleter = new HistoryTransaction(1) { IsCommitted = true };
        deleter.Writes.Add(new HistoryWrite(Victim, 17, Version: 0, Order: 0) { IsDelete = true, UndoneAt = UndoneAt });
        deleter.Reads.Add(new HistoryRead(Victim, null, Version: 0, Value: 0, IsPredicate: true, readAt));
        var history = new History();
        history.Transactions.Add(deleter);
        return (history, deleter);
    }
}
