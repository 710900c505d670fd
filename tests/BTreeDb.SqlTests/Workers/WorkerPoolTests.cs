using BTreeDb.SqlTest.Running;
using BTreeDb.SqlTest.Workers;
using BTreeDb.SqlTests.Fakes;

namespace BTreeDb.SqlTests.Workers;

public sealed class WorkerPoolTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("btreedb-worker-tests-").FullName;

    private readonly RunOptions _options = new()
    {
        TimeoutSeconds = 1,
        GraceSeconds = 1,
        Provider = $"{typeof(DeadlyFactory).Assembly.Location},{typeof(DeadlyFactory).FullName}",
    };

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("crash", "the engine is gone")]
    [InlineData("overflow", "Stack overflow")]
    [InlineData("hang", "no answer within 2 s")]
    public void Death_of_the_process_fails_its_file_and_not_the_run(string statement, string reason)
    {
        string[] files =
        [
            Write("a", "statement ok\nx\n"),
            Write("b", $"statement ok\nx\n\nonlyif other\nstatement ok\nx\n\nstatement ok\n{statement}\n\nstatement ok\ny\n"),
            Write("c", "statement ok\nx\n"),
        ];
        var results = new Dictionary<string, FileResult>();

        WorkerPool.Run(files, jobs: 1, _options, result => results.Add(result.File, result));

        results[files[0]].Passed.ShouldBe(1);
        results[files[2]].Passed.ShouldBe(1);
        var dead = results[files[1]];
        (dead.Passed, dead.Failed, dead.Skipped).ShouldBe((1, 2, 1));
        var difference = dead.Differences.ShouldHaveSingleItem();
        difference.Line.ShouldBe(8);
        difference.Sql.ShouldBe(statement);
        difference.Actual.ShouldContain(reason);
    }

    [Fact]
    public void Files_are_shared_among_the_jobs()
    {
        var files = new string[9];
        for (var i = 0; i < files.Length; i++)
            files[i] = Write($"f{i}", "statement ok\nx\n\nstatement ok\ny\n");
        var passed = 0;

        WorkerPool.Run(files, jobs: 3, _options, result => passed += result.Passed);

        passed.ShouldBe(18);
    }

    private string Write(string name, string script)
    {
        var path = Path.Combine(_folder, name + ".test");
        File.WriteAllText(path, script);
        return path;
    }
}
