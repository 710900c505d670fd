using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace BTreeDb.Types;

/// <summary>
/// An order of text: that of its bytes (<c>C</c>, the default), or one of a language (<c>de-x-icu</c>), which .NET takes
/// from ICU. A deterministic one orders texts that the language takes for equal by their bytes; to another one they are equal.
/// </summary>
internal sealed class Collation : IEquatable<Collation>
{
    private const string IcuSuffix = "-x-icu";
    private const char CodeMark = '@';

    private static readonly Lazy<FrozenDictionary<string, Collation>> Known = new(Index);
    private static readonly ConcurrentDictionary<string, Collation?> Coded = new(StringComparer.Ordinal);

    private Collation(uint id, string schemaName, string name, string? locale, bool isDeterministic)
    {
        Id = id;
        SchemaName = schemaName;
        Name = name;
        Locale = locale;
        IsDeterministic = isDeterministic;
        Code = id == 0 ? name : $"{CodeMark}{id}:{(isDeterministic ? 'd' : 'n')}:{(locale is null ? "c" : "i" + locale)}";
    }

    /// <summary>The order of columns and literals of which nothing is said: that of their bytes.</summary>
    public static Collation Default { get; } = new(0, "pg_catalog", "default", null, true);

    /// <summary>The object id of one that a user has made; else 0.</summary>
    public uint Id { get; }

    /// <summary>The schema that it lives in.</summary>
    public string SchemaName { get; }

    /// <summary>The name in its schema.</summary>
    public string Name { get; }

    /// <summary>
    /// What columns and stored texts have: the name, or the number and the definition of one that a user has made, which tells
    /// all but the name, so that this may change.
    /// </summary>
    public string Code { get; }

    /// <summary>The language whose order it is, with what is said of it; null for the order of bytes.</summary>
    public string? Locale { get; }

    /// <summary>Whether texts of different bytes are different.</summary>
    public bool IsDeterministic { get; }

    /// <summary>Whether text is ordered by its bytes.</summary>
    public bool IsByBytes => Locale is null;

    /// <summary>All collations that every database has, in the order of their names.</summary>
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

    /// <summary>Makes one that a user defines.</summary>
    public static Collation Define(uint id, string schemaName, string name, string? locale, bool isDeterministic) =>
        new(id, schemaName, name, locale, isDeterministic);

    /// <summary>The same collation under another name.</summary>
    public Collation Renamed(string schemaName, string name) => new(Id, schemaName, name, Locale, IsDeterministic);

    /// <summary>Finds a collation by its code, which of those that every database has is the name.</summary>
    public static bool TryFind(string code, [NotNullWhen(true)] out Collation? collation)
    {
        if (!code.StartsWith(CodeMark))
            return Known.Value.TryGetValue(code, out collation);
        collation = Coded.GetOrAdd(code, Read);
        return collation is not null;
    }

    /// <summary>The object id in a code; 0 where there is none.</summary>
    public static uint IdOf(string? code) => code is not null && TryFind(code, out var collation) ? collation.Id : 0;

    /// <summary>
    /// The language's rules; 0A000 where the process runs without ICU, which would silently order by code points.
    /// </summary>
    public CultureInfo Culture
    {
        get
        {
            if (CultureInfo.InvariantCulture.CompareInfo.Compare("a", "B", CompareOptions.None) >= 0)
                throw TypeErrors.IcuMissing();
            return CultureInfo.GetCultureInfo(Locale ?? "");
        }
    }

    /// <inheritdoc/>
    public bool Equals(Collation? other) => other is not null && other.Code == Code;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Collation);

    /// <inheritdoc/>
    public override int GetHashCode() => Code.GetHashCode(StringComparison.Ordinal);

    private static Collation? Read(string code)
    {
        var parts = code[1..].Split(':', 3);
        return parts is [_, "d" or "n", ['c' or 'i', ..]]
            && uint.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var id)
                ? new Collation(id, "", parts[2], parts[2][0] == 'c' ? null : parts[2][1..], parts[1] == "d")
                : null;
    }

    private static FrozenDictionary<string, Collation> Index()
    {
        var known = new Dictionary<string, Collation>(StringComparer.Ordinal) { [Default.Name] = Default };
        foreach (var name in (ReadOnlySpan<string>)["C", "POSIX", "ucs_basic", "C.utf8"])
            known[name] = new Collation(0, "pg_catalog", name, null, true);
        known["und" + IcuSuffix] = new Collation(0, "pg_catalog", "und" + IcuSuffix, "", true);
        foreach (var culture in CultureInfo.GetCultures(CultureTypes.AllCultures))
        {
            if (culture.Name.Length > 0)
                known[culture.Name + IcuSuffix] = new Collation(0, "pg_catalog", culture.Name + IcuSuffix, culture.Name, true);
        }

        return known.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
