using System.Data.Common;

namespace BTreeDb.SqlTests.Fakes;

/// <summary>A provider that ends or stops its process on demand; loaded by the runner's workers.</summary>
public static class DeadlyFactory
{
    /// <summary>Under the name by which the runner looks for it.</summary>
    public static readonly DbProviderFactory Instance = new FakeFactory
    {
        Answers =
        {
            ["crash"] = () =>
            {
                Environment.FailFast("the engine is gone");
                return 0;
            },
            ["overflow"] = () => Overflow(0),
            ["hang"] = () =>
            {
                Thread.Sleep(Timeout.Infinite);
                return 0;
            },
        },
    };

    private static int Overflow(int depth) => depth < 0 ? 0 : Overflow(depth + 1) + 1;
}
