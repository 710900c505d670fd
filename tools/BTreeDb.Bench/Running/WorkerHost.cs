using System.Diagnostics;
using System.Globalization;
using BTreeDb.Bench.Engines;
using BTreeDb.Bench.Suites;
using BTreeDb.Bench.Workloads;

namespace BTreeDb.Bench.Running;

/// <summary>
/// The process that measures one suite on one engine. It does what its parent says, a line each, and answers with a line:
/// <c>ok</c> and fields between tabs, or <c>error</c> and a message.
/// </summary>
internal sealed class WorkerHost(EngineKind kind, Suite suite, EngineOptions options)
{
    /// <summary>Serves until the parent closes the pipe.</summary>
    public void Serve(TextReader commands, TextWriter answers)
    {
        using var engine = EngineFactory.Open(kind, options);
        Answer(answers, engine.Description);
        while (commands.ReadLine() is { } line)
        {
            try
            {
                Answer(answers, Do(engine, line));
            }
            catch (Exception e) when (e is InvalidOperationException or System.Data.Common.DbException or AggregateException or NotSupportedException)
            {
                answers.WriteLine("error\t" + e.GetBaseException().Message.ReplaceLineEndings(" ").Replace('\t', ' '));
                answers.Flush();
            }
        }
    }

    private static void Answer(TextWriter answers, string fields)
    {
        answers.WriteLine("ok\t" + fields);
        answers.Flush();
    }

    private string Do(IBenchEngine engine, string line)
    {
        switch (line)
        {
            case "load":
                suite.Load(engine);
                return "";
            case "peak":
                return PeakBytes().ToString(CultureInfo.InvariantCulture);
            default:
                return Measure(engine, line);
        }
    }

    private string Measure(IBenchEngine engine, string name)
    {
        Workload? workload = null;
        foreach (var candidate in suite.Workloads)
        {
            if (candidate.Name == name)
                workload = candidate;
        }

        if (workload is null)
            throw new InvalidOperationException($"no workload {name}");
        workload.Prepare?.Invoke(engine);
        GC.Collect();
        GC.WaitForPendingFinalizers();
        var watch = Stopwatch.StartNew();
        var outcome = workload.Run(engine);
        var milliseconds = watch.Elapsed.TotalMilliseconds;
        var operations = outcome.Operations ?? workload.Operations;
        var file = "";
        if (outcome.Rows is { } rows)
        {
            file = Path.Combine(options.Folder, $"{name}.{EngineFactory.NameOf(kind)}.rows");
            File.WriteAllLines(file, rows);
        }

        return string.Create(
            CultureInfo.InvariantCulture,
            $"{outcome.Value ?? milliseconds}\t{operations}\t{milliseconds}\t{outcome.Checksum}\t{file}");
    }

    /// <summary>The most memory that the process had, as the kernel counts it.</summary>
    private static long PeakBytes()
    {
        foreach (var line in File.ReadLines("/proc/self/status"))
        {
            if (line.StartsWith("VmHWM:", StringComparison.Ordinal))
                return long.Parse(line.AsSpan(6, line.Length - 8), NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture) << 10;
        }

        return 0;
    }
}
