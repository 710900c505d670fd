using System.Diagnostics;
using System.Globalization;
using BTreeDb.Bench.Engines;

namespace BTreeDb.Bench.Running;

/// <summary>The parent's end of a <see cref="WorkerHost"/>.</summary>
internal sealed class Worker : IDisposable
{
    private readonly Process _process;

    public Worker(EngineKind kind, string suite, BenchOptions options)
    {
        Kind = kind;
        // The framework's executable or this program's own: started again in the same way.
        var program = Environment.ProcessPath!;
        var start = new ProcessStartInfo(program) { RedirectStandardInput = true, RedirectStandardOutput = true };
        if (Path.GetFileNameWithoutExtension(program) == "dotnet")
            start.ArgumentList.Add(typeof(Worker).Assembly.Location);
        foreach (var argument in Arguments(kind, suite, options))
            start.ArgumentList.Add(argument);
        _process = Process.Start(start)!;
        Description = Read();
    }

    /// <summary>The engine.</summary>
    public EngineKind Kind { get; }

    /// <summary>The engine's name, version and settings.</summary>
    public string Description { get; }

    /// <summary>Sends a command and waits for the answer's fields.</summary>
    /// <exception cref="InvalidOperationException">The worker failed.</exception>
    public string[] Ask(string command)
    {
        _process.StandardInput.WriteLine(command);
        _process.StandardInput.Flush();
        return Read().Split('\t');
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }

    private static List<string> Arguments(EngineKind kind, string suite, BenchOptions options)
    {
        var invariant = CultureInfo.InvariantCulture;
        List<string> arguments =
        [
            "--worker", EngineFactory.NameOf(kind), "--suites", suite,
            "--scale", options.Scale.ToString(invariant), "--tpch-scale", options.TpchScale.ToString(invariant),
            "--cache-mb", options.CacheMegabytes.ToString(invariant), "--work-mem-mb", options.WorkMemoryMegabytes.ToString(invariant),
            "--folder", options.Folder,
        ];
        if (options.Libraries is { } libraries)
            arguments.AddRange(["--libraries", libraries]);
        if (options.Postgres is { } postgres)
            arguments.AddRange(["--postgres", postgres]);
        return arguments;
    }

    private string Read()
    {
        var line = _process.StandardOutput.ReadLine()
            ?? throw new InvalidOperationException($"the worker of {EngineFactory.NameOf(Kind)} ended");
        var tab = line.IndexOf('\t', StringComparison.Ordinal);
        if (line[..tab] == "error")
            throw new InvalidOperationException($"{EngineFactory.NameOf(Kind)}: {line[(tab + 1)..]}");
        return line[(tab + 1)..];
    }
}
