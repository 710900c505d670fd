using System.Text.Json;
using BTreeDb.SqlTest.Running;

namespace BTreeDb.SqlTest.Workers;

/// <summary>The worker's side: runs the files that come in on stdin until it is closed.</summary>
internal static class WorkerHost
{
    /// <summary>What a result line starts with; all else on stdout is noise of the engine.</summary>
    public const string ResultMark = "##result ";

    /// <summary>Serves requests.</summary>
    /// <param name="progressPath">The parent's progress file.</param>
    /// <param name="input">Requests, one a line.</param>
    /// <param name="output">Results, one a line.</param>
    public static int Serve(string progressPath, TextReader input, TextWriter output)
    {
        using var progress = ProgressFile.Open(progressPath);
        while (input.ReadLine() is { } line)
        {
            var request = JsonSerializer.Deserialize<WorkerRequest>(line)
                ?? throw new InvalidDataException("an empty request");
            progress.Reset();
            var factory = ProviderLoader.Load(request.Options.Provider);
            var result = ScriptRunner.RunFile(factory, request.File, request.Options, progress);
            output.WriteLine(ResultMark + JsonSerializer.Serialize(result));
            output.Flush();
        }

        return 0;
    }
}
