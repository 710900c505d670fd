using System.Data;
using System.Data.Common;

namespace BTreeDb.Data.Tests;

public sealed class ConnectionTests : TestDatabase
{
    [Fact]
    public void Open_and_close_change_the_state_and_say_so()
    {
        using var connection = new BTreeDbConnection("Data Source=:memory:");
        var changes = new List<ConnectionState>();
        connection.StateChange += (_, e) => changes.Add(e.CurrentState);

        connection.State.ShouldBe(ConnectionState.Closed);
        connection.Open();
        Should.Throw<InvalidOperationException>(() => connection.Open());
        Should.Throw<InvalidOperationException>(() => connection.ConnectionString = "Data Source=x");
        connection.Close();
        connection.Close();

        changes.ShouldBe([ConnectionState.Open, ConnectionState.Closed]);
    }

    [Fact]
    public void Closed_connection_refuses_to_work()
    {
        using var connection = new BTreeDbConnection("Data Source=:memory:");
        using var command = new BTreeDbCommand("select 1", connection);

        Should.Throw<InvalidOperationException>(() => command.ExecuteScalar());
        Should.Throw<InvalidOperationException>(() => connection.BeginTransaction());
        Should.Throw<InvalidOperationException>(() => connection.GetSchema());
        Should.Throw<InvalidOperationException>(() => new BTreeDbCommand("select 1").ExecuteScalar());
    }

    [Fact]
    public void Connection_string_without_a_source_is_refused_when_opened() =>
        Should.Throw<InvalidOperationException>(() => new BTreeDbConnection().Open());

    [Fact]
    public void Connections_of_one_name_share_the_database_in_memory()
    {
        Execute("create table t (a int); insert into t values (1)");
        using var other = OpenAnother();
        using var stranger = new BTreeDbConnection("Data Source=:memory:");
        stranger.Open();

        new BTreeDbCommand("select a from t", other).ExecuteScalar().ShouldBe(1);
        Should.Throw<BTreeDbException>(() => new BTreeDbCommand("select a from t", stranger).ExecuteScalar())
            .SqlState.ShouldBe("42P01");
    }

    [Fact]
    public void File_is_created_and_found_again()
    {
        var folder = Directory.CreateTempSubdirectory("btreedb-connection-");
        try
        {
            var connectionString = $"Data Source={Path.Combine(folder.FullName, "a.db")}";
            using (var connection = new BTreeDbConnection(connectionString))
            {
                connection.Open();
                connection.Database.ShouldBe("a");
                new BTreeDbCommand("create table t (a int); insert into t values (7)", connection).ExecuteNonQuery();
            }

            using (var connection = new BTreeDbConnection(connectionString + ";Create=false"))
            {
                connection.Open();
                new BTreeDbCommand("select a from t", connection).ExecuteScalar().ShouldBe(7);
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void Missing_file_is_an_error_where_it_must_exist()
    {
        using var connection = new BTreeDbConnection($"Data Source=/tmp/{Guid.NewGuid():N}.db;Create=false");

        var error = Should.Throw<BTreeDbException>(() => connection.Open());

        error.SqlState.ShouldBe("58P01");
        connection.State.ShouldBe(ConnectionState.Closed);
    }

    [Fact]
    public void File_that_is_no_database_is_left_alone()
    {
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, "not a database, but somebody's letters");
            using var connection = new BTreeDbConnection($"Data Source={file}");

            var error = Should.Throw<BTreeDbException>(() => connection.Open());

            error.Message.ShouldContain(Path.GetFileName(file));
            File.ReadAllText(file).ShouldBe("not a database, but somebody's letters");
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public void Factory_makes_everything_that_belongs_together()
    {
        DbProviderFactory factory = BTreeDbFactory.Instance;

        factory.CreateConnection().ShouldBeOfType<BTreeDbConnection>();
        factory.CreateCommand().ShouldBeOfType<BTreeDbCommand>();
        factory.CreateParameter().ShouldBeOfType<BTreeDbParameter>();
        factory.CreateConnectionStringBuilder().ShouldBeOfType<BTreeDbConnectionStringBuilder>();
        using var source = factory.CreateDataSource("Data Source=:memory:");
        using var connection = source.OpenConnection();
        DbProviderFactories.GetFactory(connection).ShouldBe(factory);
    }

    [Fact]
    public void Notices_reach_their_listener()
    {
        var notices = new List<string>();
        Connection.Notice += (_, notice) => notices.Add($"{notice.Severity} {notice.Message}");

        Execute("drop table if exists nosuch");

        notices.ShouldBe(["NOTICE table \"nosuch\" does not exist, skipping"]);
    }

    [Fact]
    public void Schema_collections_describe_the_database()
    {
        Execute(
            """
            create table t (a bigint primary key, b varchar(5) not null default 'x', c int check (c > 0), unique (b));
            create index t_c on t (c desc);
            create view v as select a from t
            """);

        Connection.GetSchema().Rows.Count.ShouldBeGreaterThan(3);
        Rows("Tables").ShouldBe(["public|t|BASE TABLE", "public|v|VIEW"]);
        Rows("Columns", null, "t").ShouldBe(
            ["public|t|a|1|bigint|False|", "public|t|b|2|character varying(5)|False|'x'", "public|t|c|3|integer|True|"]);
        Rows("Indexes", null, "t", "t_c").ShouldBe(["public|t|t_c|False|False"]);
        Rows("IndexColumns", null, "t", "t_c").ShouldBe(["public|t|t_c|1|c|True|True"]);
        Rows("Constraints", null, "t").Length.ShouldBe(3);
        Should.Throw<ArgumentException>(() => Connection.GetSchema("Nonsense"));
    }

    private string[] Rows(string collection, params string?[] restrictions)
    {
        var table = Connection.GetSchema(collection, restrictions);
        var lines = new string[table.Rows.Count];
        for (var i = 0; i < lines.Length; i++)
            lines[i] = string.Join('|', table.Rows[i].ItemArray);
        return lines;
    }
}
