using System.Text;
using BTreeDb.SqlTest.Running;

namespace BTreeDb.SqlTests;

/// <summary>Turns differences into a test's message.</summary>
internal static class FileResultAssertions
{
    /// <summary>Fails with the first differences unless every record passed.</summary>
    public static void ShouldHavePassed(this FileResult result)
    {
        var text = new StringBuilder();
        foreach (var difference in result.Differences)
        {
            text.AppendLine()
                .AppendLine($"{result.File}:{difference.Line}")
                .AppendLine(difference.Sql)
                .AppendLine("expected:")
                .AppendLine(difference.Expected)
                .AppendLine("actual:")
                .AppendLine(difference.Actual);
        }

        result.Failed.ShouldBe(0, text.ToString());
    }
}
