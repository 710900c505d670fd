using System.Data;
using System.Numerics;

namespace BTreeDb.Data.Tests;

public sealed class DataReaderTests : TestDatabase
{
    [Fact]
    public void Rows_come_in_order_over_many_batches()
    {
        using var command = Command("select i, i * 2 from generate_series(1, 5000) g(i)");
        using var reader = command.ExecuteReader();
        reader.HasRows.ShouldBeTrue();
        var expected = 0;
        while (reader.Read())
        {
            reader.GetInt32(0).ShouldBe(++expected);
            reader.GetInt32(1).ShouldBe(2 * expected);
        }

        expected.ShouldBe(5000);
        reader.Read().ShouldBeFalse();
        Should.Throw<InvalidOperationException>(() => reader.GetInt32(0));
    }

    [Fact]
    public void Empty_result_has_columns_and_no_rows()
    {
        using var command = Command("select 1 as a, 'x' as b where false");
        using var reader = command.ExecuteReader();

        reader.HasRows.ShouldBeFalse();
        reader.FieldCount.ShouldBe(2);
        reader.GetName(1).ShouldBe("b");
        reader.Read().ShouldBeFalse();
    }

    [Fact]
    public void Typed_getters_read_each_type()
    {
        using var reader = ReadOne(
            """
            select true, 1::smallint, 2, 3::bigint, 1.5::real, 2.5::float8, 12.50::numeric, 'text', '\x0102'::bytea,
                   date '2026-01-02', time '03:04:05.000006', timestamp '2026-01-02 03:04:05',
                   timestamptz '2026-01-02 03:04:05+01', 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'::uuid, 'c'
            """);

        reader.GetBoolean(0).ShouldBeTrue();
        reader.GetInt16(1).ShouldBe((short)1);
        reader.GetInt32(2).ShouldBe(2);
        reader.GetInt64(3).ShouldBe(3);
        reader.GetFloat(4).ShouldBe(1.5f);
        reader.GetDouble(5).ShouldBe(2.5);
        reader.GetDecimal(6).ShouldBe(12.50m);
        reader.GetString(7).ShouldBe("text");
        reader.GetFieldValue<byte[]>(8).ShouldBe([1, 2]);
        reader.GetDateOnly(9).ShouldBe(new DateOnly(2026, 1, 2));
        reader.GetTimeOnly(10).ShouldBe(new TimeOnly(3, 4, 5).Add(TimeSpan.FromMicroseconds(6)));
        reader.GetDateTime(11).ShouldBe(new DateTime(2026, 1, 2, 3, 4, 5));
        reader.GetDateTime(12).ShouldBe(new DateTime(2026, 1, 2, 2, 4, 5, DateTimeKind.Utc));
        reader.GetDateTimeOffset(12).ShouldBe(new DateTimeOffset(2026, 1, 2, 2, 4, 5, TimeSpan.Zero));
        reader.GetGuid(13).ShouldBe(new Guid("a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11"));
        reader.GetChar(14).ShouldBe('c');
    }

    [Fact]
    public void Values_have_the_type_that_the_column_names()
    {
        using var reader = ReadOne(
            """
            select true, 1::smallint, 2, 3::bigint, 1.5::real, 2.5::float8, 12.50::numeric, 'text', '\x01'::bytea,
                   date '2026-01-02', time '03:04:05', timestamp '2026-01-02', timestamptz '2026-01-02 00:00+00',
                   'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'::uuid
            """);

        for (var i = 0; i < reader.FieldCount; i++)
            reader.GetValue(i).GetType().ShouldBe(reader.GetFieldType(i));
        reader.GetDataTypeName(6).ShouldBe("numeric");
        var values = new object[20];
        reader.GetValues(values).ShouldBe(14);
        values[2].ShouldBe(2);
        reader[2].ShouldBe(2);
    }

    [Fact]
    public void Every_value_has_a_text_as_PostgreSQL_prints_it()
    {
        using var reader = ReadOne(
            """
            select true, 2, 1.50, 0.1::float8, '\x0aff'::bytea, date '2026-01-02', timestamptz '2026-01-02 03:04:05+01',
                   'ab'::char(4), 1e20::float8
            """);
        string[] expected =
            ["t", "2", "1.50", "0.1", @"\x0aff", "2026-01-02", "2026-01-02 02:04:05+00", "ab  ", "1e+20"];

        for (var i = 0; i < expected.Length; i++)
            reader.GetString(i).ShouldBe(expected[i]);
    }

    [Fact]
    public void Numbers_are_read_as_one_another_where_they_fit()
    {
        using var reader = ReadOne("select 5, 5::bigint, 5::smallint, 5.00, 70000, 3000000000, 5.5");

        for (var i = 0; i < 4; i++)
        {
            reader.GetInt16(i).ShouldBe((short)5);
            reader.GetInt32(i).ShouldBe(5);
            reader.GetInt64(i).ShouldBe(5);
            reader.GetDecimal(i).ShouldBe(5);
            reader.GetDouble(i).ShouldBe(5);
        }

        Should.Throw<OverflowException>(() => reader.GetInt16(4));
        Should.Throw<OverflowException>(() => reader.GetInt32(5));
        Should.Throw<OverflowException>(() => reader.GetInt32(6));
    }

    [Fact]
    public void Field_values_are_read_as_the_type_that_is_asked_for()
    {
        using var reader = ReadOne("select 5, null::int, 'x', 12345678901234567890.0, date '2026-01-02', '2026-01-02'::timestamp");

        reader.GetFieldValue<int>(0).ShouldBe(5);
        reader.GetFieldValue<long>(0).ShouldBe(5);
        reader.GetFieldValue<int?>(0).ShouldBe(5);
        reader.GetFieldValue<int?>(1).ShouldBeNull();
        reader.GetFieldValue<short?>(1).ShouldBeNull();
        reader.GetFieldValue<object>(0).ShouldBe(5);
        reader.GetFieldValue<object>(1).ShouldBe(DBNull.Value);
        reader.GetFieldValue<string>(0).ShouldBe("5");
        reader.GetFieldValue<DayOfWeek>(0).ShouldBe(DayOfWeek.Friday);
        reader.GetFieldValue<TextReader>(2).ReadToEnd().ShouldBe("x");
        reader.GetFieldValue<BigInteger>(3).ShouldBe(BigInteger.Parse("12345678901234567890"));
        reader.GetFieldValue<DateTime>(4).ShouldBe(new DateTime(2026, 1, 2));
        reader.GetFieldValue<DateOnly>(5).ShouldBe(new DateOnly(2026, 1, 2));
    }

    [Fact]
    public void Wrong_type_or_null_is_an_invalid_cast()
    {
        using var reader = ReadOne("select 'x', null::int, date '2026-01-02', 1");

        Should.Throw<InvalidCastException>(() => reader.GetInt32(0));
        Should.Throw<InvalidCastException>(() => reader.GetInt32(1));
        Should.Throw<InvalidCastException>(() => reader.GetString(1));
        Should.Throw<InvalidCastException>(() => reader.GetInt32(2));
        Should.Throw<InvalidCastException>(() => reader.GetDateTime(3));
        Should.Throw<InvalidCastException>(() => reader.GetFieldValue<Guid>(3));
        reader.IsDBNull(1).ShouldBeTrue();
        reader.GetValue(1).ShouldBe(DBNull.Value);
    }

    [Fact]
    public void Bytes_and_characters_are_read_in_parts()
    {
        using var reader = ReadOne("select '\\x0102030405'::bytea, 'héllo'");
        var bytes = new byte[3];
        var letters = new char[10];

        reader.GetBytes(0, 0, null, 0, 0).ShouldBe(5);
        reader.GetBytes(0, 1, bytes, 0, 3).ShouldBe(3);
        bytes.ShouldBe([2, 3, 4]);
        reader.GetBytes(0, 4, bytes, 1, 9).ShouldBe(1);
        bytes.ShouldBe([2, 5, 4]);
        reader.GetBytes(0, 9, bytes, 0, 3).ShouldBe(0);
        reader.GetChars(1, 1, letters, 2, 8).ShouldBe(4);
        new string(letters, 2, 4).ShouldBe("éllo");
        using var stream = reader.GetStream(0);
        stream.Length.ShouldBe(5);
    }

    [Fact]
    public void Several_statements_give_several_results()
    {
        using var command = Command("create table t (a int); select 1; insert into t values (1), (2); select a from t; select 3");
        using var reader = command.ExecuteReader();

        reader.Read().ShouldBeTrue();
        reader.GetInt32(0).ShouldBe(1);
        reader.RecordsAffected.ShouldBe(-1);
        reader.NextResult().ShouldBeTrue();
        reader.RecordsAffected.ShouldBe(2);
        reader.GetName(0).ShouldBe("a");
        reader.NextResult().ShouldBeTrue();
        reader.Read().ShouldBeTrue();
        reader.GetInt32(0).ShouldBe(3);
        reader.NextResult().ShouldBeFalse();
        reader.FieldCount.ShouldBe(0);
    }

    [Fact]
    public void Change_that_returns_rows_counts_them_too()
    {
        Execute("create table t (a int primary key)");
        using var command = Command("insert into t values (1), (2) returning a * 10 as ten");
        using var reader = command.ExecuteReader();

        reader.RecordsAffected.ShouldBe(2);
        reader.Read().ShouldBeTrue();
        reader["ten"].ShouldBe(10);
        reader.CommandTag.ShouldBe("INSERT 0 2");
    }

    [Fact]
    public void Names_are_found_in_their_case_and_then_in_any()
    {
        using var reader = ReadOne("select 1 as a, 2 as \"A\", 3 as b");

        reader.GetOrdinal("A").ShouldBe(1);
        reader.GetOrdinal("a").ShouldBe(0);
        reader.GetOrdinal("B").ShouldBe(2);
        Should.Throw<IndexOutOfRangeException>(() => reader.GetOrdinal("c"));
        Should.Throw<IndexOutOfRangeException>(() => reader.GetName(3));
    }

    [Fact]
    public void Column_schema_names_the_origin()
    {
        Execute("create table t (a bigint primary key, b varchar(7), n numeric(5, 2) not null)");
        using var command = Command("select a, b as bee, n, a + 1 as c from t");
        using var reader = command.ExecuteReader();

        var columns = reader.GetColumnSchema();

        columns.Count.ShouldBe(4);
        (columns[0].ColumnName, columns[0].IsKey, columns[0].AllowDBNull, columns[0].BaseTableName)
            .ShouldBe(("a", true, false, "t"));
        (columns[1].ColumnName, columns[1].BaseColumnName, columns[1].IsAliased, columns[1].ColumnSize)
            .ShouldBe(("bee", "b", true, 7));
        (columns[2].NumericPrecision, columns[2].NumericScale).ShouldBe((5, 2));
        (columns[3].IsExpression, columns[3].DataType).ShouldBe((true, typeof(long)));
        var table = reader.GetSchemaTable()!;
        table.Rows.Count.ShouldBe(4);
        table.Rows[3]["DataType"].ShouldBe(typeof(long));
    }

    [Fact]
    public void Data_table_is_filled()
    {
        Execute("create table t (a int primary key, b text); insert into t values (1, 'x'), (2, null)");
        using var command = Command("select * from t order by a");
        using var reader = command.ExecuteReader();
        var table = new DataTable();

        table.Load(reader);

        table.Rows.Count.ShouldBe(2);
        table.Rows[1]["b"].ShouldBe(DBNull.Value);
    }

    [Fact]
    public void Schema_is_had_without_running_the_query()
    {
        using var command = Command("select 1 / 0 as a");
        using var reader = command.ExecuteReader(CommandBehavior.SchemaOnly);

        reader.GetName(0).ShouldBe("a");
        reader.GetFieldType(0).ShouldBe(typeof(int));
        reader.Read().ShouldBeFalse();
    }

    [Fact]
    public void Closing_the_reader_may_close_the_connection()
    {
        var connection = OpenAnother();
        using (var command = new BTreeDbCommand("select 1", connection))
        using (command.ExecuteReader(CommandBehavior.CloseConnection))
        {
            // The reader is closed at the end of the block.
        }

        connection.State.ShouldBe(ConnectionState.Closed);
    }

    [Fact]
    public void Closed_reader_refuses_to_work()
    {
        using var command = Command("select 1");
        var reader = command.ExecuteReader();
        reader.Close();
        reader.Close();

        reader.IsClosed.ShouldBeTrue();
        Should.Throw<InvalidOperationException>(() => reader.Read());
        Should.Throw<InvalidOperationException>(() => reader.FieldCount);
        Should.Throw<InvalidOperationException>(() => reader.GetInt32(0));
    }

    [Fact]
    public void Enumerator_yields_the_records()
    {
        using var command = Command("select i from generate_series(1, 3) g(i)");
        using var reader = command.ExecuteReader();
        var sum = 0;
        foreach (IDataRecord record in reader)
            sum += record.GetInt32(0);

        sum.ShouldBe(6);
    }

    [Fact]
    public void Reading_numbers_allocates_nothing()
    {
        using var command = Command("select i, i::bigint, i::float8 from generate_series(1, 100000) g(i)");
        using var reader = command.ExecuteReader();
        Sum(reader, 2000);

        var before = GC.GetAllocatedBytesForCurrentThread();
        Sum(reader, 1000);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        // A batch may be fetched on the way; a box per value would be 72,000 bytes.
        allocated.ShouldBeLessThan(20_000);
    }

    private static double Sum(BTreeDbDataReader reader, int rows)
    {
        var sum = 0.0;
        for (var i = 0; i < rows && reader.Read(); i++)
            sum += reader.GetInt32(0) + reader.GetFieldValue<long>(1) + reader.GetFieldValue<double>(2);
        return sum;
    }

    private BTreeDbDataReader ReadOne(string sql)
    {
        var reader = Command(sql).ExecuteReader();
        reader.Read().ShouldBeTrue();
        return reader;
    }
}
