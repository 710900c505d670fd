using BTreeDb.Diagnostics;
using BTreeDb.Execution.Vectors;
using BTreeDb.Types;

namespace BTreeDb.Tests.Types;

/// <summary>Rows: what is written is read, singly and in columns, and bad bytes are refused.</summary>
public sealed class RowFormatTests
{
    [Fact]
    public void A_narrow_row_with_100_characters_costs_little()
    {
        var layout = new RowLayout(1, [SqlType.BigInt, SqlType.Integer, SqlType.Text], [0]);
        var writer = new RowWriter();
        writer.Begin(layout);
        writer.SetInt64(0, 1);
        writer.SetInt32(1, 2);
        writer.SetBytes(2, new byte[100]);
        writer.Finish().Length.ShouldBe(108);
    }

    [Fact]
    public unsafe void Rows_come_back_singly_and_as_columns()
    {
        const int Seed = 31337;
        var random = new Random(Seed);
        for (var round = 0; round < 60; round++)
        {
            var types = RandomTypes(random, 1 + random.Next(10));
            var older = new RowLayout(round * 5, types.AsSpan(0, 1 + random.Next(types.Length)), [0]);
            var layout = new RowLayout(round * 5 + 1, types, [0]);
            var rows = new Datum[50][];
            var bytes = new List<byte>();
            var (offsets, lengths) = (new int[rows.Length], new int[rows.Length]);
            var writer = new RowWriter();
            for (var r = 0; r < rows.Length; r++)
            {
                var old = round % 3 == 0 && random.Next(3) == 0;
                rows[r] = RandomRow(types, random, old ? older.ColumnCount : types.Length);
                var row = Write(writer, old ? older : layout, rows[r]);
                (offsets[r], lengths[r]) = (bytes.Count, row.Length);
                bytes.AddRange(row);
            }

            var ordinals = new int[types.Length];
            var missing = new Datum[types.Length];
            var targets = new ColumnVector[types.Length];
            for (var c = 0; c < types.Length; c++)
                (ordinals[c], missing[c], targets[c]) = (c, Datum.Null, ColumnVector.Create(types[c], 64));
            var decoder = new RowDecoder(layout, [new OlderLayout(older, PlacesIn(older, types.Length))], ordinals, missing);
            fixed (byte* p = bytes.ToArray())
            {
                decoder.Decode(p, offsets, lengths, rows.Length, targets, at: 3);
                for (var r = 0; r < rows.Length; r++)
                {
                    for (var c = 0; c < types.Length; c++)
                    {
                        if (layout[c].Storage != ColumnStorage.Key)
                            ShouldBeSame(types[c], targets[c].GetDatum(r + 3), rows[r][c], $"seed {Seed} round {round} row {r} column {c} of {types[c].Id}: {rows[r][c].Reference} {rows[r][c].Bits} {targets[c].GetDatum(r + 3).Reference} {targets[c].GetDatum(r + 3).Bits}");
                    }
                }
            }
        }
    }

    [Fact]
    public void A_value_beyond_64_KiB_makes_the_row_wide()
    {
        var layout = new RowLayout(300, [SqlType.Text, SqlType.Integer, SqlType.Bytea], []);
        var row = Write(new RowWriter(), layout, [Datum.FromBytes(new byte[70_000]), Datum.Null, Datum.FromBytes([1, 2])]);
        var reader = new RowReader(row, layout);
        reader.GetBytes(0).Length.ShouldBe(70_000);
        reader.IsNull(1).ShouldBeTrue();
        reader.GetBytes(2).ToArray().ShouldBe([1, 2]);
        RowLayout.ReadSchemaVersion(row).ShouldBe(300);
    }

    [Fact]
    public unsafe void Damaged_rows_raise_corruption_and_nothing_else()
    {
        const int Seed = 77;
        var random = new Random(Seed);
        var types = new[] { SqlType.Integer, SqlType.Text, SqlType.Numeric, SqlType.Boolean };
        var layout = new RowLayout(1, types, []);
        var writer = new RowWriter();
        var targets = new ColumnVector[types.Length];
        for (var c = 0; c < types.Length; c++)
            targets[c] = ColumnVector.Create(types[c]);
        var decoder = new RowDecoder(layout, [], [0, 1, 2, 3], new Datum[4]);
        for (var i = 0; i < 5000; i++)
        {
            var row = Write(writer, layout, RandomRow(types, random, 4)).AsSpan();
            row = row[..random.Next(row.Length + 1)];
            for (var flips = random.Next(3); flips > 0 && row.Length > 0; flips--)
                row[random.Next(row.Length)] = (byte)random.Next(256);
            try
            {
                fixed (byte* p = row)
                {
                    byte none = 0;
                    decoder.Decode(p is null ? &none : p, [0], [row.Length], 1, targets);
                    for (var c = 0; c < 4; c++)
                        targets[c].GetDatum(0);
                }
            }
            catch (EngineException e)
            {
                e.SqlState.ShouldBe("XX001", $"seed {Seed} round {i}");
            }
        }
    }

    [Fact]
    public unsafe void Keys_decode_into_vectors()
    {
        const int Seed = 5;
        var random = new Random(Seed);
        KeyColumn[] columns = [new(SqlType.Text, Descending: true), new(SqlType.Integer, IsNullable: false), new(SqlType.Numeric), new(SqlType.Date)];
        var writer = new ByteWriter();
        var (offsets, lengths) = (new int[100], new int[100]);
        var expected = new Datum[100][];
        for (var i = 0; i < 100; i++)
        {
            offsets[i] = writer.Length;
            expected[i] = new Datum[columns.Length];
            for (var c = 0; c < columns.Length; c++)
            {
                expected[i][c] = columns[c].IsNullable && random.Next(5) == 0 ? Datum.Null : TestTypes.Random(columns[c].Type, random);
                KeyEncoding.Append(writer, columns[c], expected[i][c]);
            }

            lengths[i] = writer.Length - offsets[i];
        }

        ColumnVector[] targets = [ColumnVector.Create(SqlType.Date), ColumnVector.Create(SqlType.Text), ColumnVector.Create(SqlType.Numeric)];
        var decoder = new KeyDecoder(columns, [3, 0, 2]);
        fixed (byte* p = writer.Written)
            decoder.Decode(p, offsets, lengths, 100, targets);
        for (var i = 0; i < 100; i++)
        {
            ShouldBeSame(SqlType.Date, targets[0].GetDatum(i), expected[i][3], $"{i}");
            ShouldBeSame(SqlType.Text, targets[1].GetDatum(i), expected[i][0], $"{i}");
            ShouldBeSame(SqlType.Numeric, targets[2].GetDatum(i), expected[i][2], $"{i}");
        }
    }

    [Fact]
    public unsafe void Leading_integers_of_keys_decode_in_either_direction()
    {
        KeyColumn[] columns = [new(SqlType.BigInt, IsNullable: false), new(SqlType.Integer, Descending: true, IsNullable: false), new(SqlType.Text)];
        long[] numbers = [0, -1, long.MaxValue, long.MinValue, 42];
        var writer = new ByteWriter();
        var (offsets, lengths) = (new int[numbers.Length], new int[numbers.Length]);
        for (var i = 0; i < numbers.Length; i++)
        {
            offsets[i] = writer.Length;
            KeyEncoding.Append(writer, columns[0], Datum.FromInt64(numbers[i]));
            KeyEncoding.Append(writer, columns[1], Datum.FromInt64((int)numbers[i]));
            KeyEncoding.Append(writer, columns[2], Datum.FromText($"text {i}"));
            lengths[i] = writer.Length - offsets[i];
        }

        ColumnVector[] targets = [ColumnVector.Create(SqlType.BigInt), ColumnVector.Create(SqlType.Integer), ColumnVector.Create(SqlType.Text)];
        fixed (byte* p = writer.Written)
        {
            new KeyDecoder(columns, [0, 1, 2]).Decode(p, offsets, lengths, numbers.Length, targets, at: 2);
            lengths[1] = 7;
            var bytes = p;
            Should.Throw<EngineException>(() => new KeyDecoder(columns, [0, -1, -1]).Decode(bytes, offsets, lengths, numbers.Length, targets))
                .SqlState.ShouldBe("XX002");
        }

        for (var i = 0; i < numbers.Length; i++)
        {
            targets[0].GetDatum(i + 2).AsInt64().ShouldBe(numbers[i]);
            targets[1].GetDatum(i + 2).AsInt32().ShouldBe((int)numbers[i]);
            targets[2].GetDatum(i + 2).AsText().ShouldBe($"text {i}");
        }
    }

    private static SqlType[] RandomTypes(Random random, int count)
    {
        var types = new SqlType[count];
        for (var i = 0; i < count; i++)
            types[i] = TestTypes.All[random.Next(TestTypes.All.Length)];
        return types;
    }

    private static Datum[] RandomRow(SqlType[] types, Random random, int present)
    {
        var row = new Datum[types.Length];
        for (var i = 0; i < types.Length; i++)
            row[i] = i >= present || random.Next(5) == 0 ? Datum.Null : TestTypes.Random(types[i], random);
        return row;
    }

    private static byte[] Write(RowWriter writer, RowLayout layout, Datum[] values)
    {
        writer.Begin(layout);
        for (var c = 0; c < layout.ColumnCount; c++)
            writer.SetDatum(c, values[c]);
        return writer.Finish().ToArray();
    }

    private static void ShouldBeSame(SqlType type, Datum actual, Datum expected, string where)
    {
        actual.IsNull.ShouldBe(expected.IsNull, where);
        if (!actual.IsNull)
            TestTypes.Compare(type, actual, expected).ShouldBe(0, where);
    }

    /// <summary>Columns behind those of the older layout came later.</summary>
    private static int[] PlacesIn(RowLayout older, int columns)
    {
        var places = new int[columns];
        for (var i = 0; i < columns; i++)
            places[i] = i < older.ColumnCount ? i : -1;
        return places;
    }
}
