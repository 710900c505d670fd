namespace BTreeDb.Buffers;

/// <summary>Slows down whoever writes many pages in a row.</summary>
internal interface IWritePacing
{
    /// <summary>Called before each page, and maybe its neighbours, under no latch; returns when it is time to write it.</summary>
    /// <param name="done">The pages that are done.</param>
    /// <param name="total">How many there are.</param>
    void Pace(int done, int total);
}
