using System.Linq;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;

namespace BTreeDb.Data.Tests;

/// <summary>
/// The public surface stands in PublicApi.txt, so that a change of it is seen in review. Set BTREEDB_REWRITE=1 to write the
/// file anew.
/// </summary>
public sealed class PublicApiTests
{
    [Fact]
    public void Public_surface_is_what_the_file_says()
    {
        var actual = Describe();
        var file = Path.Combine(Path.GetDirectoryName(ThisFile())!, "PublicApi.txt");
        if (Environment.GetEnvironmentVariable("BTREEDB_REWRITE") == "1")
            File.WriteAllText(file, actual);

        actual.ShouldBe(File.ReadAllText(file));
    }

    [Fact]
    public void Only_the_provider_is_public()
    {
        foreach (var type in typeof(BTreeDbConnection).Assembly.GetExportedTypes())
            type.Namespace.ShouldBe("BTreeDb.Data");
    }

    private static string ThisFile([CallerFilePath] string file = "") => file;

    private static string Describe()
    {
        var text = new StringBuilder();
        foreach (var type in typeof(BTreeDbConnection).Assembly.GetExportedTypes().OrderBy(type => type.FullName, StringComparer.Ordinal))
        {
            text.Append(type.FullName).Append(" : ").Append(type.BaseType?.Name).Append('\n');
            foreach (var line in Members(type).Order(StringComparer.Ordinal))
                text.Append("    ").Append(line).Append('\n');
        }

        return text.ToString();
    }

    private static IEnumerable<string> Members(Type type)
    {
        const BindingFlags Flags =
            BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
        foreach (var member in type.GetMembers(Flags))
        {
            if (member is MethodInfo { IsSpecialName: true } or Type)
                continue;
            if (member.GetCustomAttribute<CompilerGeneratedAttribute>() is not null)
                continue;
            yield return $"{member.MemberType.ToString().ToLowerInvariant()} {member}";
        }
    }
}
