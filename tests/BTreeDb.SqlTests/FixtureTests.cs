using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.IO.Compression;
using BTreeDb.Data;

namespace BTreeDb.SqlTests;

/// <summary>Files that earlier builds wrote, in <c>tests/fixtures</c>, open in this one and can be changed.</summary>
[SuppressMessage("Security", "CA2100", Justification = "The text is ours.")]
public sealed class FixtureTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("btreedb-fixture").FullName;

    [Fact]
    public void File_of_catalog_format_2_opens()
    {
        using var connection = Open("catalog-2");
        Read(connection, "select id, name, mood, pay, twice, tags::text, doc::text from people order by id").ShouldBe(
        [
            "1|ann|happy|100.50|201.00|{a,b}|{\"k\": 1}", "2|bob|sad|20.00|40.00||", "3|cid|ok|7.25|14.50|{}|[1, 2]",
        ]);
        Read(connection, "select no, person, note, extra from orders order by no").ShouldBe(
            ["1|1|first|42", "2|1|second|42", "3|2||42"]);
        Read(connection, "select name from people where lower(name) = 'ann' and pay > 10").ShouldBe(["ann"]);
        Read(connection, "select * from rich").ShouldBe(["ann|100.50"]);
        Read(connection, "select person, n from counts order by person").ShouldBe(["1|2", "2|1"]);
        Read(connection, "select v, b::text, i::text from other.plain").ShouldBe(["1.5|\\x0102|1 mon 2 days"]);
        Read(connection, "select nextval('numbers'), obj_description('people'::regclass)").ShouldBe(["10|somebody"]);
    }

    [Fact]
    public void File_of_catalog_format_2_can_be_changed()
    {
        using (var connection = Open("catalog-2"))
        {
            Run(connection, "insert into people (name, pay) values ('dan', 1)");
            Run(connection, "create domain grade as int check (value > 0)");
            Run(connection, "alter table orders add column grade grade default 1, add column place text collate \"C\"");
            Run(connection, "alter table orders add primary key (no) deferrable");
            Run(connection, "delete from people where name = 'bob'");
            Should.Throw<BTreeDbException>(() => Run(connection, "insert into people (name, pay) values ('dan', 2)")).SqlState.ShouldBe("23505");
            Should.Throw<BTreeDbException>(() => Run(connection, "insert into orders (no) values (1)")).SqlState.ShouldBe("23505");
        }

        using var again = Connect("catalog-2");
        Read(again, "select no, person, extra, grade from orders order by no").ShouldBe(["1|1|42|1", "2|1|42|1"]);
        Read(again, "select id, name from people order by id").ShouldBe(["1|ann", "3|cid", "4|dan"]);
        Read(again, "check database").ShouldBeEmpty();
    }

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private BTreeDbConnection Open(string name)
    {
        using (var source = File.OpenRead(Path.Combine(Repository.Root, "tests", "fixtures", name + ".btreedb.gz")))
        using (var unpacked = new GZipStream(source, CompressionMode.Decompress))
        using (var target = File.Create(Path.Combine(_folder, name)))
            unpacked.CopyTo(target);
        return Connect(name);
    }

    private BTreeDbConnection Connect(string name)
    {
        var connection = new BTreeDbConnection($"Data Source={Path.Combine(_folder, name)}");
        connection.Open();
        return connection;
    }

    private static void Run(BTreeDbConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static List<string> Read(BTreeDbConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read())
        {
            var fields = new string[reader.FieldCount];
            for (var i = 0; i < fields.Length; i++)
                fields[i] = reader.IsDBNull(i) ? "" : Convert.ToString(reader.GetValue(i), CultureInfo.InvariantCulture)!;
            rows.Add(string.Join('|', fields));
        }

        return rows;
    }
}
