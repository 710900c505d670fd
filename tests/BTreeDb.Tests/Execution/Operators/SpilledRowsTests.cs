using BTreeDb.Diagnostics;
using BTreeDb.Execution.Operators;
using BTreeDb.Execution.Spilling;
using BTreeDb.Execution.Vectors;
using BTreeDb.Files;
using BTreeDb.Types;

namespace BTreeDb.Tests.Execution.Operators;

/// <summary>Temporary files: what is written comes back, damage is found, files vanish.</summary>
public sealed class SpilledRowsTests
{
    private static readonly SqlType[] Types =
    [
        SqlType.Boolean, SqlType.SmallInt, SqlType.Integer, SqlType.BigInt, SqlType.Real, SqlType.Double, SqlType.Numeric,
        SqlType.Text, SqlType.Uuid,
    ];

    [Fact]
    public void All_types_come_back_as_they_were()
    {
        var files = new MemoryFileSystem();
        var batch = MakeBatch();
        using (var rows = new SpilledRows(new FileSpillStorage(new TemporaryFiles(files, "x.db")), Types))
        {
            for (var i = 0; i < 5; i++)
                rows.Append(batch.Columns, RowList.Of(batch));
            rows.Rewind();
            var read = 0;
            while (rows.Next() is { } block)
            {
                for (var row = 0; row < block.RowCount; row++, read++)
                    RowTextOf(block, row).ShouldBe(RowTextOf(batch, read % batch.RowCount));
            }
            read.ShouldBe(5 * batch.RowCount);
            files.Exists("x.db-tmp1").ShouldBeTrue();
        }
        files.Exists("x.db-tmp1").ShouldBeFalse();
    }

    [Fact]
    public void Damage_is_reported_with_the_file_and_the_offset()
    {
        var storage = new DamagingStorage();
        using var rows = new SpilledRows(storage, Types);
        var batch = MakeBatch();
        rows.Append(batch.Columns, RowList.Of(batch));
        rows.Rewind();
        storage.Damage = true;
        Should.Throw<EngineException>(() => rows.Next()).SqlState.ShouldBe(SqlState.DataCorrupted);
    }

    [Fact]
    public void Leftovers_of_a_crash_are_deleted()
    {
        var files = new MemoryFileSystem();
        var storage = new TemporaryFiles(files, "y.db");
        files.Open("y.db-tmp1", FileOpenMode.Create).Dispose();
        files.Open("y.db-tmp3", FileOpenMode.Create).Dispose();
        storage.DeleteLeftovers();
        files.Exists("y.db-tmp1").ShouldBeFalse();
        files.Exists("y.db-tmp3").ShouldBeFalse();
    }

    private static Batch MakeBatch()
    {
        var columns = Array.ConvertAll(Types, type => ColumnVector.Create(type));
        for (var row = 0; row < 700; row++)
        {
            columns[0].SetDatum(row, Datum.FromBoolean(row % 2 == 0));
            for (var c = 1; c < 4; c++)
                columns[c].SetDatum(row, row % 7 == c ? Datum.Null : Datum.FromInt64(row - 350));
            columns[4].SetDatum(row, Datum.FromSingle(row / 3f));
            columns[5].SetDatum(row, Datum.FromDouble(row / 7d));
            columns[6].SetDatum(row, row % 5 == 0 ? Datum.Null : Datum.FromReference(Numeric.FromParts(row * 1000L, row % 9)));
            columns[7].SetDatum(row, row % 11 == 0 ? Datum.Null : Datum.FromText(new string('x', row % 40) + row));
            columns[8].SetDatum(row, Datum.FromReference((UInt128)row * 12345678901234567));
        }
        return new Batch(columns) { RowCount = 700 };
    }

    private static string RowTextOf(Batch batch, int row)
    {
        var values = new object?[batch.Columns.Length];
        for (var i = 0; i < values.Length; i++)
        {
            var value = batch.Columns[i].GetDatum(row);
            values[i] = value.IsNull ? null : TextOutput.Format(value, batch.Columns[i].Type, SessionTimeZone.Utc);
        }
        return OperatorHarness.Text(values);
    }

    private sealed class DamagingStorage : ISpillStorage
    {
        public bool Damage { get; set; }

        public ISpillFile Create() => new DamagingFile(this, MemorySpillStorage.Instance.Create());

        private sealed class DamagingFile(DamagingStorage storage, ISpillFile file) : ISpillFile
        {
            public string Name => file.Name;

            public void Write(long offset, ReadOnlySpan<byte> bytes) => file.Write(offset, bytes);

            public int Read(long offset, Span<byte> bytes)
            {
                var count = file.Read(offset, bytes);
                if (storage.Damage && count > 20)
                    bytes[15] ^= 4;
                return count;
            }

            public void Dispose() => file.Dispose();
        }
    }
}
