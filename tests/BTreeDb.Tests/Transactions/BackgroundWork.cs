using System.Runtime.ExceptionServices;

namespace BTreeDb.Tests.Transactions;

/// <summary>Work on a thread of its own, whose failure comes out where it is waited for.</summary>
internal sealed class BackgroundWork
{
    private readonly Thread _thread;
    private Exception? _failure;

    private BackgroundWork(Action action)
    {
        _thread = new Thread(() =>
        {
            try
            {
                action();
            }
            catch (Exception failure)
            {
                _failure = failure;
            }
        })
        { IsBackground = true };
        _thread.Start();
    }

    public static BackgroundWork Start(Action action) => new(action);

    /// <summary>Waits for the end; false if it has not come in time.</summary>
    public bool Ends(int milliseconds)
    {
        if (!_thread.Join(milliseconds))
            return false;
        if (_failure != null)
            ExceptionDispatchInfo.Throw(_failure);
        return true;
    }
}
