using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace BTreeDb.Types;

/// <summary>
/// An order of text: that of its bytes (<c>C</c>, the default), or one of a language (<c>de-x-icu</c>), which .NET takes
/// from ICU. All are deterministic: texts that a language takes for equal are ordered by their bytes.
/// </summary>
internal sealed class Collation
{
    private const string IcuSuffix = "-x-icu";

    private static readonly Lazy<FrozenDictionary<string, Collation>> Known = new(Index);

    private Collation(string name, string? culture)
    {
        Name = name;
        CultureName = culture;
    }

    /// <summary>The order of columns and literals of which nothing is said: that of their bytes.</summary>
    public static Collation Default { get; } = new("default", null);

    /// <summary>The name in <c>pg_catalog</c>.</summary>
    public string Name { get; }

    /// <summary>The language whose order it is; null for the order of bytes.</summary>
    public string? CultureName { get; }

    /// <summary>Whether text is ordered by its bytes.</summary>
    public bool IsByBytes => CultureName is null;

    /// <summary>All collations in the order of their names.</summary>
    public static IEnumerable<Collation> All
    {
        get
        {
            var names = new List<string>(Known.Value.Keys);
            names.Sort(StringComparer.Ordinal);
            foreach (var name in names)
                yield return Known.Value[name];
        }
    }

    /// <summary>Finds a collation by its name.</summary>
    public static bool TryFind(string name, [NotNullWhen(true)] out Collation? collation) =>
        Known.Value.TryGetValue(name, out collation);

    /// <summary>
    /// The language's rules; 0A000 where the process runs without ICU, which would silently order by code points.
    /// </summary>
    public CultureInfo Culture
    {
        get
        {
            if (CultureInfo.InvariantCulture.CompareInfo.Compare("a", "B", CompareOptions.None) >= 0)
                throw TypeErrors.IcuMissing();
            return CultureInfo.GetCultureInfo(CultureName ?? "");
        }
    }

    private static FrozenDictionary<string, Collation> Index()
    {
        var known = new Dictionary<string, Collation>(StringComparer.Ordinal) { [Default.Name] = Default };
        foreach (var name in (ReadOnlySpan<string>)["C", "POSIX", "ucs_basic", "C.utf8"])
            known[name] = new Collation(name, null);
        known["und" + IcuSuffix] = new Collation("und" + IcuSuffix, "");
        foreach (var culture in CultureInfo.GetCultures(CultureTypes.AllCultures))
        {
            if (culture.Name.Length > 0)
                known[culture.Name + IcuSuffix] = new Collation(culture.Name + IcuSuffix, culture.Name);
        }

        return known.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
