using System.Text;
using BTreeDb.Diagnostics;
using BTreeDb.Engine;
using BTreeDb.Files;
using BTreeDb.Parsing;
using BTreeDb.Types;

namespace BTreeDb.Tests.Engine;

/// <summary>A database with one session, in memory unless said otherwise, and short ways to use it.</summary>
internal sealed class TestDatabase : IDisposable
{
    private readonly IFileSystem _files;
    private readonly EngineSettings _settings;
    private readonly string _folder;

    public TestDatabase(EngineSettings? settings = null, bool isOnDisk = false)
    {
        _files = isOnDisk ? RealFileSystem.Instance : new MemoryFileSystem();
        _folder = isOnDisk ? Directory.CreateTempSubdirectory("btreedb-engine-").FullName : "";
        _settings = settings ?? new EngineSettings { PageSize = 4096, BufferPoolBytes = 4 << 20 };
        Engine = DatabaseEngine.Open(_files, FilePath, _settings);
        Session = Engine.OpenSession();
        Session.NoticeReceived = Notices.Add;
    }

    public DatabaseEngine Engine { get; private set; }

    public Session Session { get; private set; }

    public List<Notice> Notices { get; } = [];

    private string FilePath => Path.Combine(_folder, "test.db");

    /// <summary>Closes the database and opens it again.</summary>
    /// <param name="meanwhile">Gets the closed file.</param>
    public void Reopen(Action<IFileSystem, string>? meanwhile = null)
    {
        Session.Dispose();
        Engine.Close();
        meanwhile?.Invoke(_files, FilePath);
        Engine = DatabaseEngine.Open(_files, FilePath, _settings);
        Session = Engine.OpenSession();
        Session.NoticeReceived = Notices.Add;
    }

    /// <summary>Ends as a killed process would, and opens the database again.</summary>
    public void Crash()
    {
        Engine.Abandon();
        Engine = DatabaseEngine.Open(_files, FilePath, _settings);
        Session = Engine.OpenSession();
    }

    /// <summary>Runs the statements of a script one by one, each as a text of its own; returns the last one's tag.</summary>
    public string Run(string sql) => Run(Session, sql);

    public static string Run(Session session, string sql)
    {
        var tag = "";
        session.Prepare(sql, []);
        foreach (var statement in SqlParser.Parse(sql))
        {
            var script = session.Prepare(sql.Substring(statement.Start, statement.Length), []);
            using var result = session.Execute(script, 0, [], [], CancellationToken.None);
            while (result.NextBatch() is not null)
            {
            }

            tag = result.CommandTag;
        }

        return tag;
    }

    /// <summary>The rows of a query: values as text separated by bars, NULL as a tilde.</summary>
    public List<string> Query(string sql, params Datum[] parameters) => Query(Session, sql, parameters);

    public static List<string> Query(Session session, string sql, params Datum[] parameters)
    {
        var types = new SqlType[parameters.Length];
        for (var i = 0; i < types.Length; i++)
            types[i] = parameters[i].Reference is byte[] or string ? SqlType.Text : SqlType.BigInt;
        var script = session.Prepare(sql, types);
        using var result = session.Execute(script, 0, parameters, types, CancellationToken.None);
        var rows = new List<string>();
        while (result.NextBatch() is { } batch)
        {
            for (var i = 0; i < batch.Count; i++)
            {
                var row = batch.Selection is null ? i : batch.Selection[i];
                var text = new StringBuilder();
                for (var c = 0; c < batch.Columns.Length; c++)
                {
                    var value = batch.Columns[c].GetDatum(row);
                    text.Append(c > 0 ? "|" : "").Append(value.IsNull
                        ? "~"
                        : TextOutput.Format(value, batch.Columns[c].Type, SessionTimeZone.Utc));
                }

                rows.Add(text.ToString());
            }
        }

        return rows;
    }

    /// <summary>Returns when a session, which runs a statement on another thread, waits for somebody.</summary>
    public static void AwaitWaiting(Session session, long before = 0) =>
        SpinWait.SpinUntil(() => session.WaitCount > before, TimeSpan.FromSeconds(30)).ShouldBeTrue();

    /// <summary>The error that a script ends with.</summary>
    public EngineException Fails(string sql) => Should.Throw<EngineException>(() => Run(sql));

    public void Dispose()
    {
        Session.Dispose();
        Engine.Close();
        if (_folder.Length > 0)
            Directory.Delete(_folder, recursive: true);
    }
}
