using BTreeDb.Data;
using BTreeDb.SqlTest.Running;
using Xunit.Abstractions;

namespace BTreeDb.SqlTests;

/// <summary>
/// A sample of the shared corpora, which are no part of the repository (<c>BTREEDB_SHARED</c> or <c>../shared</c>). Where
/// they are missing the tests say so and pass. The whole is run with tools/BTreeDb.SqlTest.
/// </summary>
public sealed class SharedCorpusTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("select1.test")]
    [InlineData("index/in/10/slt_good_3.test")]
    [InlineData("index/view/10/slt_good_3.test")]
    [InlineData("random/select/slt_good_8.test")]
    [InlineData("random/aggregates/slt_good_1.test")]
    public void Sample_of_the_sqlite_corpus_passes(string file) => Run("slt", file);

    [Theory]
    [InlineData("joins/joins_basic.slt")]
    [InlineData("joins/using_natural.slt")]
    public void Sample_of_the_postgresql_corpus_passes(string file) => Run("pg", file);

    private void Run(string corpus, string file)
    {
        if (Repository.SharedCorpus(corpus) is not { } folder || !File.Exists(Path.Combine(folder, file)))
        {
            output.WriteLine($"skipped: {corpus}/{file} is not at hand; set BTREEDB_SHARED to the folder of the corpora");
            return;
        }

        var result = ScriptRunner.RunFile(
            BTreeDbFactory.Instance, Path.Combine(folder, file), new() { Labels = ["postgresql"] });

        output.WriteLine($"{result.Passed} passed, {result.Skipped} skipped in {result.Seconds:0.0} s");
        result.ShouldHavePassed();
    }
}
