using BTreeDb.Execution.Vectors;
using BTreeDb.Planning.Logical;
using BTreeDb.Types;

namespace BTreeDb.Execution.Operators;

/// <summary>Reads what a subquery means as a value.</summary>
internal static class SubqueryResult
{
    /// <summary>The value of a scalar subquery, or whether there is a row. Reads no further than it must.</summary>
    public static Datum Read(IBatchSource query, ApplyKind kind)
    {
        var value = Datum.Null;
        var isFound = false;
        while (query.Next() is { } batch)
        {
            if (batch.Count == 0)
                continue;
            if (kind == ApplyKind.Exists)
                return Datum.FromBoolean(true);
            if (isFound || batch.Count > 1)
                throw OperatorErrors.SubqueryYieldsManyRows();
            value = batch.Columns[0].GetDatum(RowList.Of(batch)[0]);
            isFound = true;
        }
        return kind == ApplyKind.Exists ? Datum.FromBoolean(false) : value;
    }
}
