using BTreeDb.Transactions;

namespace BTreeDb.Tables;

/// <summary>Sends cursors to what key predicates select.</summary>
internal static class CursorRange
{
    /// <summary>Goes before the first record of the range; null bounds mean the whole tree.</summary>
    public static void Seek(VersionedCursor cursor, KeyBounds? bounds, bool reverse)
    {
        if (bounds is null)
        {
            cursor.Seek(new KeyRange { Reverse = reverse });
            return;
        }

        cursor.Seek(new KeyRange
        {
            HasLower = !bounds.Lower.IsEmpty,
            Lower = bounds.Lower,
            HasUpper = bounds.HasUpper,
            Upper = bounds.Upper,
            UpperExclusive = true,
            Reverse = reverse,
        });
    }
}
