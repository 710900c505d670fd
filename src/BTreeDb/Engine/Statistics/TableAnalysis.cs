using System.Collections.Immutable;
using BTreeDb.Catalog;
using BTreeDb.Execution.Vectors;
using BTreeDb.Tables;

namespace BTreeDb.Engine.Statistics;

/// <summary>
/// ANALYZE of one table: one scan counts rows and different values, exactly and by HyperLogLog, and samples rows for common
/// values, histograms and correlations.
/// </summary>
internal static class TableAnalysis
{
    /// <summary>Rows of a sample: 300 for each of a hundred bounds, as PostgreSQL takes.</summary>
    private const int SampleRows = 30_000;

    /// <summary>Reads a table as its transaction sees it.</summary>
    public static TableStatistics Run(TableSchema schema, TableAccess access)
    {
        var samples = new ColumnSample?[schema.Columns.Length];
        var wanted = new List<int>();
        foreach (var column in schema.Columns)
        {
            if (!ColumnSample.Supports(column.Type))
                continue;
            samples[column.Ordinal] = new(column.Type, SampleRows);
            wanted.Add(column.Ordinal);
        }

        var rows = Read(access.GetTable(schema), access, [.. wanted], samples);
        var columns = ImmutableArray.CreateBuilder<ColumnStatistics?>(samples.Length);
        foreach (var sample in samples)
            columns.Add(rows == 0 ? null : sample?.Finish(rows));
        return new(rows, columns.MoveToImmutable());
    }

    private static long Read(Table table, TableAccess access, int[] ordinals, ColumnSample?[] samples)
    {
        using var scan = new TableScan(table, ordinals, withRowKey: false, reverse: false);
        scan.Open(access, null);
        var sampler = new RowSampler(SampleRows);
        var rows = 0L;
        while (scan.Next())
        {
            var batch = scan.Output;
            for (var i = 0; i < ordinals.Length; i++)
                samples[ordinals[i]]!.Count(batch.Columns[i], batch);
            while (sampler.Next < rows + batch.RowCount)
            {
                var row = sampler.Next;
                var place = sampler.Take();
                for (var i = 0; i < ordinals.Length; i++)
                    samples[ordinals[i]]!.Put(place, batch.Columns[i], (int)(row - rows), row);
            }

            rows += batch.RowCount;
            access.Transaction.Cancellation.ThrowIfCancellationRequested();
        }

        return rows;
    }
}
