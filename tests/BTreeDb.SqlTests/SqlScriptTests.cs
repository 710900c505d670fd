using BTreeDb.Data;
using BTreeDb.SqlTest;
using BTreeDb.SqlTest.Running;

namespace BTreeDb.SqlTests;

/// <summary>
/// Runs tests/sql under several configurations: different options must give equal answers. One test for each file and
/// configuration, so that a failure names both.
/// </summary>
public sealed class SqlScriptTests
{
    /// <summary>The configurations, as <c>--config</c> takes them; a leading <c>disk</c> means a database file.</summary>
    private static readonly string[] Configurations =
    [
        "",
        "disk",
        "page-size=4096,pool=1MB",
        "spill=force",
        "enable-hashjoin=off",
        "enable-indexscan=off",
        "min-eager-agg-group-size=0,subplan-sharing=force,min-parallel-table-scan-size=0",
    ];

    public static TheoryData<string, string> Scripts()
    {
        var scripts = new TheoryData<string, string>();
        foreach (var file in ScriptFiles.Find([Repository.Scripts]))
        {
            foreach (var configuration in Configurations)
                scripts.Add(Path.GetRelativePath(Repository.Scripts, file), configuration);
        }

        return scripts;
    }

    [Theory]
    [MemberData(nameof(Scripts))]
    public void Script_gives_the_expected_answers(string script, string configuration)
    {
        var onDisk = configuration.StartsWith("disk", StringComparison.Ordinal);
        var parsed = Configuration.Parse(onDisk ? "" : configuration);
        var options = new RunOptions
        {
            OnDisk = onDisk,
            ConnectionSettings = parsed.Connection,
            SessionSettings = parsed.Session,
        };

        var result = ScriptRunner.RunFile(BTreeDbFactory.Instance, Path.Combine(Repository.Scripts, script), options);

        result.ShouldHavePassed();
    }
}
