using BTreeDb.Execution.Vectors;
using BTreeDb.Tests.Types;
using BTreeDb.Types;

namespace BTreeDb.Tests.Execution;

/// <summary>Vectors: text views, copies, hashes and comparisons.</summary>
public sealed class VectorTests
{
    [Fact]
    public void Strings_become_the_bytes_that_utf8_has_for_them()
    {
        var arena = new TextArena();
        var strings = new List<string> { "", "a", "twelve bytes", "thirteen byte", "äöüßäö", "äöüßäöü", "日本語", "🙂🙂🙂🙂", new('x', 256), new('é', 300), new('z', 100_000) };
        var views = strings.ConvertAll(arena.Add);
        for (var i = 0; i < strings.Count; i++)
        {
            var bytes = System.Text.Encoding.UTF8.GetBytes(strings[i]);
            views[i].Span.ToArray().ShouldBe(bytes);
            views[i].ShouldBe(arena.Add(bytes));
            views[i].IsInline.ShouldBe(bytes.Length <= TextView.InlineCapacity);
            Datum.FromString(strings[i]).AsBytes().ShouldBe(bytes);
            Datum.FromString(strings[i]).AsText().ShouldBe(strings[i]);
        }
    }

    [Fact]
    public void Text_views_compare_and_hash_like_their_bytes()
    {
        const int Seed = 12;
        var random = new Random(Seed);
        var arena = new TextArena();
        for (var i = 0; i < 20_000; i++)
        {
            var (a, b) = (TestTypes.Random(SqlType.Bytea, random).AsBytes(), TestTypes.Random(SqlType.Bytea, random).AsBytes());
            var (x, y) = (arena.Add(a), arena.Add(b));
            x.Span.ToArray().ShouldBe(a);
            Math.Sign(x.CompareTo(y)).ShouldBe(Math.Sign(a.AsSpan().SequenceCompareTo(b)), $"seed {Seed}");
            (x == y).ShouldBe(a.AsSpan().SequenceEqual(b));
            if (x == y)
                x.GetHashCode().ShouldBe(y.GetHashCode());
            var start = random.Next(a.Length + 1);
            var length = random.Next(a.Length - start + 1);
            x.Slice(start, length).Span.ToArray().ShouldBe(a.AsSpan(start, length).ToArray());
            if (i % 1000 == 999)
                arena.Reset();
        }
    }

    [Fact]
    public void Gather_append_and_copies_keep_values_and_nulls()
    {
        const int Seed = 13;
        var random = new Random(Seed);
        foreach (var type in TestTypes.All)
        {
            var source = ColumnVector.Create(type, 100);
            for (var row = 0; row < 100; row++)
                source.SetDatum(row, random.Next(4) == 0 ? Datum.Null : TestTypes.Random(type, random));
            int[] rows = [7, 7, 3, 99, 0, 50];
            var (gathered, appended, copied) = (ColumnVector.Create(type, 20), ColumnVector.Create(type, 20), ColumnVector.Create(type, 100));
            gathered.Gather(source, rows, 5);
            appended.Append(source, rows, 5);
            var batch = new Batch([source]) { RowCount = 100 };
            batch.Select([0, 3, 7, 50, 99], 5);
            copied.CopySelected(source, batch);
            var comparer = ValueComparer.Create(type);
            for (var i = 0; i < rows.Length; i++)
            {
                comparer.AreEqual(gathered, 5 + i, source, rows[i]).ShouldBeTrue();
                comparer.AreEqual(appended, 5 + i, source, rows[i]).ShouldBeTrue();
                comparer.AreEqual(copied, rows[i], source, rows[i]).ShouldBeTrue();
            }
        }
    }

    [Fact]
    public void Equal_values_have_equal_hashes_and_compare_as_keys_do()
    {
        const int Seed = 14;
        var random = new Random(Seed);
        var hashes = new ulong[200];
        var (left, right) = (new ByteWriter(), new ByteWriter());
        foreach (var type in TestTypes.All)
        {
            var vector = ColumnVector.Create(type, 200);
            for (var row = 0; row < 200; row++)
                vector.SetDatum(row, random.Next(6) == 0 ? Datum.Null : TestTypes.Random(type, random));
            VectorHash.Column(vector, new Batch([vector]) { RowCount = 200 }, hashes, combine: false);
            var comparer = ValueComparer.Create(type);
            var column = new KeyColumn(type);
            for (var i = 0; i < 2000; i++)
            {
                var (a, b) = (random.Next(200), random.Next(200));
                if (comparer.AreEqual(vector, a, vector, b))
                    hashes[a].ShouldBe(hashes[b], $"seed {Seed} {type.Id}");
                left.Reset();
                right.Reset();
                VectorEncoder.AppendKey(left, column, vector, a);
                VectorEncoder.AppendKey(right, column, vector, b);
                Math.Sign(comparer.Compare(vector, a, vector, b)).ShouldBe(
                    Math.Sign(left.Written.SequenceCompareTo(right.Written)), $"seed {Seed} {type.Id}");
            }

            int[] lefts = [1, 2, 3, 4];
            int[] rights = [1, 3, 3, 5];
            comparer.KeepEqual(vector, lefts, vector, rights, 4, nullsEqual: true).ShouldBeGreaterThanOrEqualTo(2);
        }
    }
}
