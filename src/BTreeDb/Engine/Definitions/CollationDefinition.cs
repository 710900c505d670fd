using BTreeDb.Binding.Errors;
using BTreeDb.Catalog;
using BTreeDb.Parsing.Syntax;
using BTreeDb.Parsing.Syntax.Definitions;
using BTreeDb.Types;

namespace BTreeDb.Engine.Definitions;

/// <summary>CREATE COLLATION, and ALTER COLLATION as far as it renames and moves.</summary>
internal sealed class CollationDefinition
{
    private readonly DefinitionContext _context;
    private readonly CreateCollationStatement _statement;
    private readonly Dictionary<string, CollationOption> _options = new(StringComparer.Ordinal);

    private CollationDefinition(DefinitionContext context, CreateCollationStatement statement)
    {
        _context = context;
        _statement = statement;
    }

    /// <summary>Runs CREATE COLLATION.</summary>
    public static void Create(DefinitionContext context, CreateCollationStatement statement) =>
        new CollationDefinition(context, statement).Create();

    /// <summary>Finds a collation that a user has made; 42704 where there is none, 2BP01 for one that every database has.</summary>
    public static Collation Find(DefinitionContext context, QualifiedName name)
    {
        var found = FindAny(context, name);
        return found.Id > 0 ? found : throw CollationDefinitionErrors.Required(found.Name);
    }

    /// <summary>Runs RENAME TO.</summary>
    public static void Rename(DefinitionContext context, RenameStatement statement) =>
        Move(context, Find(context, statement.Name), null, statement.NewName);

    /// <summary>Runs SET SCHEMA.</summary>
    public static void SetSchema(DefinitionContext context, SetSchemaStatement statement)
    {
        if (!context.Catalog.TryGetSchema(statement.NewSchema, out var schema))
            throw CatalogErrors.SchemaMissing(statement.NewSchema);
        var collation = Find(context, statement.Name);
        Move(context, collation, schema.Name, collation.Name);
    }

    /// <summary>Columns and indexes know it by its number; a text that names it would not find it any more.</summary>
    private static void Move(DefinitionContext context, Collation collation, string? schema, string name)
    {
        if ((schema is null || schema == collation.SchemaName) && name == collation.Name)
            return;
        CheckFree(context, schema ?? collation.SchemaName, name, _ => throw CollationDefinitionErrors.Exists(name));
        CollationUses.RefuseTexts(context.Catalog, collation);
        context.Edit.PutCollation(collation.Renamed(schema ?? collation.SchemaName, name));
    }

    private static bool CheckFree(DefinitionContext context, string schema, string name, Action<Collation> taken)
    {
        if (!context.Catalog.TryGetCollation(schema, name, out var found))
            return true;
        taken(found);
        return false;
    }

    private static Collation FindAny(DefinitionContext context, QualifiedName name)
    {
        if (context.Catalog.TryGetCollation(name.Schema, name.Name, out var found))
            return found;
        if (name.Schema is { } schema && !context.Catalog.HasSchema(schema))
            throw CatalogErrors.SchemaMissing(schema);
        throw NameErrors.UndefinedCollation(string.Join('.', name.Parts), -1);
    }

    private void Create()
    {
        var schema = _context.ResolveSchema(_statement.Name.Schema);
        var name = _statement.Name.Name;
        var (locale, isDeterministic) = ReadDefinition();
        if (!CheckFree(_context, schema, name, Taken))
            return;
        var id = _context.Edit.NewObjectId();
        _context.Edit.PutCollation(Collation.Define(id.Value, schema, name, locale, isDeterministic));
    }

    private void Taken(Collation found)
    {
        if (!_statement.IfNotExists)
            throw CollationDefinitionErrors.Exists(found.Name);
        _context.Notice($"collation \"{found.Name}\" already exists, skipping");
    }

    private (string? Locale, bool IsDeterministic) ReadDefinition()
    {
        foreach (var option in _statement.Options)
        {
            if (option.Name is not ("from" or "locale" or "lc_collate" or "lc_ctype" or "provider" or "deterministic" or "version"))
                throw CollationDefinitionErrors.UnknownAttribute(option);
            if (!_options.TryAdd(option.Name, option))
                throw CollationDefinitionErrors.Conflicting(option.Position, null);
        }

        if (_statement.From is { } source)
            return Copy(source);
        if (_options.TryGetValue("from", out var from))
        {
            return _options.Count == 1
                ? Copy(from.Value ?? throw CollationDefinitionErrors.ValueNeeded("from"))
                : throw CollationDefinitionErrors.Conflicting(from.Position, "FROM cannot be specified together with any other options.");
        }

        return Read();
    }

    private (string? Locale, bool IsDeterministic) Copy(QualifiedName name)
    {
        var source = FindAny(_context, name);
        return source.Name == "default" && source.Id == 0
            ? throw CollationDefinitionErrors.DefaultNotCopied()
            : (source.Locale, source.IsDeterministic);
    }

    private (string? Locale, bool IsDeterministic) Read()
    {
        if (_options.TryGetValue("locale", out var locale) && (_options.ContainsKey("lc_collate") || _options.ContainsKey("lc_ctype")))
        {
            throw CollationDefinitionErrors.Conflicting(
                -1, "LOCALE cannot be specified together with LC_COLLATE or LC_CTYPE.");
        }

        var provider = ValueOf("provider")?.ToLowerInvariant() ?? "libc";
        var isDeterministic = ReadBoolean("deterministic");
        switch (provider)
        {
            case "icu":
                var language = locale?.Value?.Name ?? throw CollationDefinitionErrors.ParameterNeeded("locale");
                IcuLocale.Check(language);
                return (language == "root" ? "" : language, isDeterministic);
            case "libc":
                CheckBytes(ValueOf("lc_collate") ?? ValueOf("locale") ?? throw CollationDefinitionErrors.ParameterNeeded("lc_collate"));
                CheckBytes(ValueOf("lc_ctype") ?? ValueOf("locale") ?? throw CollationDefinitionErrors.ParameterNeeded("lc_ctype"));
                return isDeterministic ? (null, true) : throw CollationDefinitionErrors.NotDeterministic();
            default:
                throw CollationDefinitionErrors.UnknownProvider(provider);
        }
    }

    /// <summary>Of the operating system's locales there is the order of bytes alone.</summary>
    private static void CheckBytes(string locale)
    {
        if (locale.ToUpperInvariant() is not ("C" or "POSIX" or "C.UTF-8" or "C.UTF8"))
            throw CollationDefinitionErrors.LocaleMissing(locale);
    }

    private string? ValueOf(string option) =>
        _options.TryGetValue(option, out var found) ? found.Value?.Name ?? throw CollationDefinitionErrors.ValueNeeded(option) : null;

    private bool ReadBoolean(string option)
    {
        if (!_options.TryGetValue(option, out var found) || found.Value is null)
            return true;
        return found.Value.Name.ToLowerInvariant() switch
        {
            "true" or "on" or "1" => true,
            "false" or "off" or "0" => false,
            _ => throw CollationDefinitionErrors.BooleanNeeded(option),
        };
    }
}
