using System.Collections.Immutable;
using BTreeDb.Catalog;
using BTreeDb.Types;

namespace BTreeDb.Tables;

/// <summary>
/// Builds the range of keys that predicates on leading key columns select: equalities on the first ones, then at most a
/// lower and an upper bound on the next. Knows descending columns and where nulls sort. Reused for each execution.
/// </summary>
internal sealed class KeyBounds
{
    /// <summary>Bounds over a key: the primary key of a table, or the columns of an index.</summary>
    public KeyBounds(TableSchema table, ImmutableArray<IndexColumn> keyColumns) => _ = (table, keyColumns);

    /// <summary>Whether the predicates can select nothing (a comparison with NULL).</summary>
    public bool IsEmpty => throw new NotSupportedException();

    /// <summary>Forgets all predicates: the range is the whole tree.</summary>
    public void Clear() => throw new NotSupportedException();

    /// <summary>The next key column equals <paramref name="value"/> (of the column's type); NULL selects nothing.</summary>
    public void AddEqual(Datum value) => throw new NotSupportedException();

    /// <summary>The next key column is NULL.</summary>
    public void AddIsNull() => throw new NotSupportedException();

    /// <summary>The key column after the equal ones is above (or equal to) a value; NULL selects nothing.</summary>
    public void SetLower(Datum value, bool inclusive) => throw new NotSupportedException();

    /// <summary>The key column after the equal ones is below (or equal to) a value; NULL selects nothing.</summary>
    public void SetUpper(Datum value, bool inclusive) => throw new NotSupportedException();

    /// <summary>The key column after the equal ones is not NULL.</summary>
    public void SetNotNull() => throw new NotSupportedException();
}
