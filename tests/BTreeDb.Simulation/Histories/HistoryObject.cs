namespace BTreeDb.Simulation.Histories;

/// <summary>
/// The objects of histories, by their keys. A list is a row to whose text elements are appended, so that each read tells
/// all writes before it; a register is a row with a number of its version. Kind and place of a row never change, so that
/// what a predicate has not found was not born yet, or is dead.
/// </summary>
internal static class HistoryObject
{
    /// <summary>So many kinds of lists there are.</summary>
    public const int Kinds = 4;

    /// <summary>Between two objects there are rows that nobody changes.</summary>
    public const int Step = 10;

    public const int HotCount = 12;
    public const int VictimCount = 40;
    public const int NewCount = 64;
    public const int RegisterCount = 8;

    private const int FirstVictim = 5000;
    private const int FirstNew = 10_000;
    private const int FirstRegister = 20_000;

    /// <summary>A list that is there from the beginning to the end.</summary>
    public static int Hot(int number) => Step * (1 + number);

    /// <summary>A list that is there in the beginning and may be deleted.</summary>
    public static int Victim(int number) => FirstVictim + (Step * number);

    /// <summary>A list that may be inserted.</summary>
    public static int New(int number) => FirstNew + (Step * number);

    /// <summary>A register.</summary>
    public static int Register(int number) => FirstRegister + (Step * number);

    /// <summary>Whether a key is that of a list, not of a row in between.</summary>
    public static bool IsList(int key) => key < FirstRegister && key % Step == 0;

    /// <summary>Whether a key is that of a register.</summary>
    public static bool IsRegister(int key) => key >= FirstRegister;

    /// <summary>Whether a list does not exist in the beginning.</summary>
    public static bool IsNew(int key) => key is >= FirstNew and < FirstRegister;

    /// <summary>The kind of a list.</summary>
    public static int KindOf(int key) => key / Step % Kinds;

    /// <summary>All lists that there are or may be.</summary>
    public static IEnumerable<int> Lists()
    {
        for (var i = 0; i < HotCount; i++)
            yield return Hot(i);
        for (var i = 0; i < VictimCount; i++)
            yield return Victim(i);
        for (var i = 0; i < NewCount; i++)
            yield return New(i);
    }
}
