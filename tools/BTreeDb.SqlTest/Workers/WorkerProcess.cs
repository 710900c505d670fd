using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using System.Text.Json;
using BTreeDb.SqlTest.Running;
using BTreeDb.SqlTest.Scripts;

namespace BTreeDb.SqlTest.Workers;

/// <summary>
/// The parent's side of one worker process. A worker that crashes or stands still fails the file that it runs; the next
/// file gets a new process.
/// </summary>
internal sealed class WorkerProcess : IDisposable
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(200);

    private readonly RunOptions _options;
    private readonly ProgressFile _progress = ProgressFile.Create();
    private readonly StringBuilder _errors = new();
    private BlockingCollection<string?> _output = [];
    private Process? _process;

    public WorkerProcess(RunOptions options) => _options = options;

    /// <summary>Runs a file, in a new process if the last one has ended.</summary>
    public FileResult Run(string file)
    {
        var watch = Stopwatch.StartNew();
        _process ??= Start();
        _progress.Reset();
        lock (_errors)
            _errors.Clear();

        try
        {
            _process.StandardInput.WriteLine(JsonSerializer.Serialize(new WorkerRequest(file, _options)));
            _process.StandardInput.Flush();
        }
        catch (IOException)
        {
            // The process is gone; the wait below finds that out and says why.
        }

        var reason = WaitForResult(out var result);
        return result ?? Abandon(file, reason, watch.Elapsed.TotalSeconds);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Stop();
        _progress.Dispose();
        _output.Dispose();
    }

    private Process Start()
    {
        var assembly = typeof(WorkerProcess).Assembly.Location;
        var start = new ProcessStartInfo(DotnetHost())
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            ArgumentList = { "exec", assembly, "--worker", _progress.Path },
        };
        var process = new Process { StartInfo = start };
        var output = _output = [];
        process.OutputDataReceived += (_, line) => Take(output, line.Data);
        process.ErrorDataReceived += (_, line) => Remember(line.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    /// <summary>A process that has been given up may still have had something to say.</summary>
    private static void Take(BlockingCollection<string?> output, string? line)
    {
        try
        {
            output.Add(line);
        }
        catch (ObjectDisposedException)
        {
            // Nobody listens any more.
        }
    }

    private static string DotnetHost() =>
        Environment.GetEnvironmentVariable("DOTNET_HOST_PATH")
        ?? (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? Environment.ProcessPath! : "dotnet");

    private void Remember(string? line)
    {
        lock (_errors)
        {
            // The first lines tell what happened; a stack overflow repeats the rest for ever.
            if (line is not null && _errors.Length < 2000)
                _errors.Append(line).Append('\n');
        }
    }

    /// <returns>Why there is no result, where there is none.</returns>
    private string WaitForResult(out FileResult? result)
    {
        result = null;
        var limit = TimeSpan.FromSeconds(_options.TimeoutSeconds + _options.GraceSeconds);
        var lastTick = _progress.Tick;
        var since = Stopwatch.StartNew();
        while (true)
        {
            if (_output.TryTake(out var line, PollInterval))
            {
                if (line is null)
                    return $"the process ended with exit code {ExitCode()}\n{Errors()}";
                if (!line.StartsWith(WorkerHost.ResultMark, StringComparison.Ordinal))
                    continue;
                result = JsonSerializer.Deserialize<FileResult>(line[WorkerHost.ResultMark.Length..]);
                return "";
            }

            if (_progress.Tick != lastTick)
            {
                lastTick = _progress.Tick;
                since.Restart();
            }
            else if (since.Elapsed > limit)
            {
                return $"no answer within {limit.TotalSeconds:0} s; the process was ended";
            }
        }
    }

    private int ExitCode()
    {
        _process!.WaitForExit(TimeSpan.FromSeconds(30));
        return _process.HasExited ? _process.ExitCode : -1;
    }

    private string Errors()
    {
        lock (_errors)
            return _errors.ToString().TrimEnd();
    }

    /// <summary>Ends the process and counts the record it was at, and all after it, as failed.</summary>
    private FileResult Abandon(string file, string reason, double seconds)
    {
        Stop();
        var script = Script.Load(file);
        var line = _progress.Line;
        var sql = "";
        foreach (var record in script.Records)
        {
            if (record is SqlRecord candidate && record.Line == line)
                sql = candidate.Sql;
        }

        var failed = script.SqlRecordCount - _progress.Passed - _progress.Skipped;
        var expectation = $"an answer; the {failed} records from here on count as failed";
        return new(
            file, _progress.Passed, failed, _progress.Skipped, [new(line, sql, expectation, reason)], seconds);
    }

    private void Stop()
    {
        if (_process is null)
            return;
        if (!_process.HasExited)
        {
            _process.StandardInput.Close();
            if (!_process.WaitForExit(TimeSpan.FromMilliseconds(500)))
                _process.Kill();
        }

        _process.Dispose();
        _process = null;
    }
}
