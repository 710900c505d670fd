using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using BTreeDb.Data;
using Npgsql;

namespace BTreeDb.SqlTests.RandomQueries;

/// <summary>
/// Random queries: BTreeDb answers alike under every plan configuration, and as PostgreSQL does where one can be reached.
/// <c>BTREEDB_RANDOM_SEED</c> and <c>BTREEDB_RANDOM_CASES</c> say where to start and how many; <c>BTREEDB_POSTGRESQL</c>
/// is the connection string of a server on which databases may be made.
/// </summary>
[SuppressMessage("Security", "CA2100", Justification = "The text is generated.")]
public sealed class RandomQueryTests
{
    private const int QueriesPerDatabase = 50;

    private static readonly string[] Configurations =
    [
        "SET force_spill = on",
        "SET enable_hashjoin = off",
        "SET enable_indexscan = off",
        "SET enable_nestloop = off",
        "SET enable_mergejoin = off",
        "SET enable_hashjoin = off; SET enable_nestloop = off",
        "SET min_eager_agg_group_size = 0",
        "SET min_eager_agg_group_size = 0; SET subplan_sharing = force",
        "SET min_parallel_table_scan_size = 0",
    ];

    private static int Seed => Number("BTREEDB_RANDOM_SEED", 1);

    [Fact]
    public void Every_plan_configuration_gives_the_same_answer() =>
        Run(Number("BTREEDB_RANDOM_CASES", 300), (connection, _, random, failures) =>
        {
            var query = GeneratedTextOf(random);
            var sql = query.WithLiterals();
            var expected = QueryAnswer.Of(connection, sql);
            if (expected.Error is not null)
                failures.Note(sql, "an answer", $"{expected.Text} {expected.Message}");
            foreach (var configuration in Configurations)
            {
                Execute(connection, configuration);
                failures.Compare($"{configuration}; {sql}", expected, QueryAnswer.Of(connection, sql));
                Execute(connection, "RESET ALL");
            }

            var text = query.WithParameters();
            failures.Compare($"parameters: {sql}", expected, QueryAnswer.Of(connection, text, query.Literals));
        });

    [Fact]
    public void A_query_that_stands_twice_gives_the_same_answer_when_it_is_computed_once() =>
        Run(Number("BTREEDB_RANDOM_CASES", 300), (connection, _, random, failures) =>
        {
            var query = GeneratedTextOf(random).WithLiterals();
            var sql = $"SELECT * FROM ({query}) AS a UNION ALL SELECT * FROM ({query}) AS b";
            Execute(connection, "SET subplan_sharing = off");
            var expected = QueryAnswer.Of(connection, sql);
            foreach (var configuration in (string[])["SET subplan_sharing = on", "SET subplan_sharing = force"])
            {
                Execute(connection, configuration);
                failures.Compare($"{configuration}; {sql}", expected, QueryAnswer.Of(connection, sql));
            }
        });

    [Fact]
    public void A_condition_parts_the_rows_in_three() =>
        Run(Number("BTREEDB_RANDOM_CASES", 300), (connection, _, random, failures) =>
        {
            var (whole, parts) = QueryGenerator.Partitioned(random);
            var sql = parts.WithLiterals();
            failures.Compare(sql, QueryAnswer.Of(connection, whole.WithLiterals()), QueryAnswer.Of(connection, sql));
        });

    [Fact]
    public void PostgreSQL_gives_the_same_answer()
    {
        if (Environment.GetEnvironmentVariable("BTREEDB_POSTGRESQL") is null)
            return;
        Run(Number("BTREEDB_RANDOM_CASES", 1000), (connection, server, random, failures) =>
        {
            var sql = GeneratedTextOf(random).WithLiterals();
            var expected = QueryAnswer.Of(server!, sql);
            // PostgreSQL has no full join without an equality, and may need too long, or fail ("failed to build any 6-way joins").
            if (expected.Error is not ("0A000" or "57014" or "XX000"))
                failures.Compare(sql, expected, QueryAnswer.Of(connection, sql));
        });
    }

    private static GeneratedText GeneratedTextOf(Random random) => QueryGenerator.Query(random);

    private static void Run(int cases, Action<DbConnection, DbConnection?, Random, Failures> test)
    {
        var failures = new Failures();
        for (var seed = Seed; cases > 0 && failures.Count < 20; seed++, cases -= QueriesPerDatabase)
        {
            failures.Seed = seed;
            var random = new Random(seed);
            var tables = RandomTables.Create(random).ToList();
            using var connection = new BTreeDbConnection("Data Source=:memory:");
            connection.Open();
            using var server = ServerSchema.TryOpen();
            foreach (var statement in tables)
            {
                Execute(connection, statement);
                if (server is not null)
                    Execute(server.Connection, statement);
            }

            for (var i = 0; i < Math.Min(cases, QueriesPerDatabase); i++)
            {
                server?.Revive();
                test(connection, server?.Connection, random, failures);
            }
        }

        failures.ToString().ShouldBeEmpty();
    }

    private static void Execute(DbConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static int Number(string variable, int otherwise) =>
        Environment.GetEnvironmentVariable(variable) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;

    /// <summary>What went wrong, with the seed that brings it back.</summary>
    private sealed class Failures
    {
        private readonly StringBuilder _text = new();

        public int Seed { get; set; }

        public int Count { get; private set; }

        public void Compare(string sql, QueryAnswer expected, QueryAnswer actual)
        {
            if (expected.Text != actual.Text)
                Note(sql, $"{expected.Text} {expected.Message}", $"{actual.Text} {actual.Message}");
        }

        public void Note(string sql, string expected, string actual)
        {
            Count++;
            _text.Append(CultureInfo.InvariantCulture, $"BTREEDB_RANDOM_SEED={Seed} BTREEDB_RANDOM_CASES={QueriesPerDatabase}\n")
                .Append(CultureInfo.InvariantCulture, $"{sql}\nexpected:\n{expected}\nactual:\n{actual}\n\n");
        }

        public override string ToString() => _text.ToString();
    }

    /// <summary>A schema of its own on the server, dropped at the end.</summary>
    private sealed class ServerSchema : IDisposable
    {
        private readonly string _name = $"random_{Guid.NewGuid():N}";

        private ServerSchema(string settings)
        {
            Connection = new NpgsqlConnection(settings);
            Revive();
            Execute(Connection, $"CREATE SCHEMA {_name}");
        }

        public NpgsqlConnection Connection { get; }

        public static ServerSchema? TryOpen() =>
            Environment.GetEnvironmentVariable("BTREEDB_POSTGRESQL") is { } settings ? new ServerSchema(settings) : null;

        /// <summary>Opens the connection: for the first time, or after an internal error of the server, with which Npgsql gives it up.</summary>
        public void Revive()
        {
            if (Connection.State == ConnectionState.Open)
                return;
            Connection.Open();
            Execute(Connection, $"SET search_path = {_name}");
            Execute(Connection, "SET statement_timeout = '20s'");
            // Compiling a query takes a hundred times as long as answering it from such small tables.
            Execute(Connection, "SET jit = off");
        }

        public void Dispose()
        {
            Revive();
            Execute(Connection, $"DROP SCHEMA {_name} CASCADE");
            Connection.Dispose();
        }
    }
}
