using System.Diagnostics;
using System.Linq;
using System.Text.RegularExpressions;

namespace BTreeDb.Data.Tests;

/// <summary>The README's example is compiled and run as it stands there.</summary>
public sealed partial class ReadMeTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("btreedb-readme-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Example_prints_what_it_inserted()
    {
        var code = Example().Match(File.ReadAllText(Path.Combine(Root(), "README.md"))).Groups["code"].Value;
        code.ShouldNotBeEmpty();
        Write("Program.cs", code);
        Write("Example.csproj", Project());

        var output = Dotnet("run", "-c", "Release");

        output.ShouldContain("1: a cup of tea");
        File.Exists(Path.Combine(_folder.FullName, "shop.db")).ShouldBeTrue();
    }

    private static string Project()
    {
        var references = string.Join(
            "\n",
            from name in (string[])["BTreeDb.dll", "Antlr4.Runtime.Standard.dll", "Microsoft.Extensions.Logging.Abstractions.dll"]
            let path = Path.Combine(AppContext.BaseDirectory, name)
            where File.Exists(path)
            select $"    <Reference Include=\"{path}\" />");
        return $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <Nullable>enable</Nullable>
                <ImplicitUsings>enable</ImplicitUsings>
              </PropertyGroup>
              <ItemGroup>
            {references}
              </ItemGroup>
            </Project>
            """;
    }

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(_folder.FullName, name), text);

    private string Dotnet(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", arguments)
        {
            WorkingDirectory = _folder.FullName,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // The test host's settings are not the example's.
        start.Environment.Remove("MSBuildSDKsPath");
        start.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        process.ExitCode.ShouldBe(0, output + errors.Result);
        return output;
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "BTreeDb.sln")))
            folder = folder.Parent ?? throw new DirectoryNotFoundException("the tests run outside of the repository");
        return folder.FullName;
    }

    [GeneratedRegex("```csharp\n(?<code>.*?)```", RegexOptions.Singleline)]
    private static partial Regex Example();
}
