using System.Data;

namespace BTreeDb.Data.Tests;

public sealed class BulkCopyTests : TestDatabase
{
    public BulkCopyTests()
    {
        Execute("CREATE TABLE t (id bigint PRIMARY KEY, k integer NOT NULL, name varchar(10), v numeric(6,2) DEFAULT 1, at timestamp)");
        Execute("CREATE UNIQUE INDEX t_k ON t (k)");
    }

    [Fact]
    public void Rows_are_stored_with_defaults_and_indexes()
    {
        var i = 0;
        var told = 0L;
        var copy = new BTreeDbBulkCopy(Connection, "t", "id", "k", "name") { Progress = new Sink(n => told = n) };
        copy.Write(row =>
        {
            if (i == 5000)
                return false;
            row.Set(0, (long)i);
            row.Set(1, (i * 7919) % 5000);
            if (i % 3 > 0)
                row.Set(2, $"n{i}");
            i++;
            return true;
        }).ShouldBe(5000);
        told.ShouldBe(5000);
        Text("SELECT count(*) || ' ' || sum(k) || ' ' || count(name) || ' ' || sum(v) FROM t").ShouldBe("5000 12497500 3333 5000.00");
        Text("SELECT id || ' ' || name FROM t WHERE k = 7919 % 5000").ShouldBe("1 n1");
    }

    [Fact]
    public void Values_of_other_types_are_read_from_their_text()
    {
        var once = true;
        new BTreeDbBulkCopy(Connection, "public.t").Write(row =>
        {
            row.ColumnCount.ShouldBe(5);
            row.Set(0, "17");
            row.Set(1, (short)3);
            row.Set(2, 'x');
            row.Set(3, 12.345);
            row.Set(4, new DateTime(2024, 2, 29, 12, 30, 0));
            (var first, once) = (once, false);
            return first;
        }).ShouldBe(1);
        Text("SELECT id || ' ' || k || ' ' || name || ' ' || v || ' ' || at FROM t").ShouldBe("17 3 x 12.35 2024-02-29 12:30:00");
    }

    [Fact]
    public void Text_of_any_length_arrives()
    {
        Execute("CREATE TABLE words (id integer, w text)");
        var i = 0;
        new BTreeDbBulkCopy(Connection, "words").Write(row =>
        {
            row.Set(0, i);
            row.Set(1, new string('ä', i * 37));
            return ++i < 300;
        }).ShouldBe(299);
        Text("SELECT count(*) || ' ' || sum(length(w)) || ' ' || bool_and(w = repeat('ä', id * 37)) FROM words")
            .ShouldBe($"299 {37 * 298 * 299 / 2} true");
    }

    [Theory]
    [InlineData("dup", "23505")]
    [InlineData("null", "23502")]
    [InlineData("long", "22001")]
    [InlineData("word", "22P02")]
    public void Errors_are_those_of_an_insert_and_nothing_is_stored(string what, string sqlState)
    {
        var i = 0;
        var error = Should.Throw<BTreeDbException>(() => new BTreeDbBulkCopy(Connection, "t", "id", "k", "name").Write(row =>
        {
            row.Set(0, (long)i);
            if (what == "word" && i == 1500)
                row.Set(1, "word");
            else if (what != "null" || i != 1500)
                row.Set(1, what == "dup" && i == 1500 ? 7 : i);
            row.Set(2, what == "long" && i == 1500 ? "12345678901" : "x");
            return ++i < 3000;
        }));
        error.SqlState.ShouldBe(sqlState);
        Text("SELECT count(*)::text FROM t").ShouldBe("0");
    }

    [Fact]
    public void What_the_callers_code_throws_comes_back()
    {
        Should.Throw<InvalidDataException>(() => new BTreeDbBulkCopy(Connection, "t", "id", "k").Write(row =>
        {
            row.Set(0, 1L);
            throw new InvalidDataException("mine");
        })).Message.ShouldBe("mine");
        Text("SELECT count(*)::text FROM t").ShouldBe("0");
        Should.Throw<BTreeDbException>(() => new BTreeDbBulkCopy(Connection, "nothing").Write(_ => false)).SqlState.ShouldBe("42P01");
    }

    [Fact]
    public void Copy_is_part_of_the_transaction()
    {
        using (var transaction = Connection.BeginTransaction(IsolationLevel.Serializable))
        {
            Copy(2000);
            transaction.Rollback();
        }

        Text("SELECT count(*)::text FROM t").ShouldBe("0");
        Copy(2000);
        Text("SELECT count(*)::text FROM t").ShouldBe("2000");
    }

    [Fact]
    public void Rows_of_a_reader_are_stored()
    {
        Copy(100);
        Execute("CREATE TABLE copy (id bigint, k integer, name text, v numeric, at timestamp)");
        using var other = OpenAnother();
        using var command = other.CreateCommand();
        command.CommandText = "SELECT id, k, name, v, at FROM t";
        using (var reader = command.ExecuteReader())
            new BTreeDbBulkCopy(Connection, "copy").WriteToServer(reader).ShouldBe(100);
        Text("SELECT count(*) || ' ' || count(name) || ' ' || sum(id) FROM copy").ShouldBe("100 0 4950");
    }

    private void Copy(int count)
    {
        var i = 0;
        new BTreeDbBulkCopy(Connection, "t", "id", "k").Write(row =>
        {
            row.Set(0, (long)i);
            row.Set(1, i);
            return i++ < count;
        }).ShouldBe(count);
    }

    private string Text(string sql) => (string)Scalar(sql)!;

    private sealed class Sink(Action<long> report) : IProgress<long>
    {
        public void Report(long value) => report(value);
    }
}
