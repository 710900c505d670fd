using BTreeDb.Catalog;
using BTreeDb.Parsing.Syntax.Definitions;
using BTreeDb.Parsing.Syntax.Expressions;
using BTreeDb.Types;

namespace BTreeDb.Engine.Definitions;

/// <summary>A column of a table that is being created, while its constraints are read.</summary>
internal sealed class ColumnDraft(string name, int ordinal, SqlType type, int position)
{
    public string Name { get; } = name;

    public int Ordinal { get; } = ordinal;

    public SqlType Type { get; } = type;

    public int Position { get; } = position;

    /// <summary>The collation; null for the default.</summary>
    public string? Collation { get; init; }

    /// <summary>False under NOT NULL, true under NULL, null where neither was said.</summary>
    public bool? IsNullable { get; set; }

    /// <summary>The default, or null.</summary>
    public Expression? Default { get; private set; }

    /// <summary>Whether its type is serial: it gets a sequence for its default.</summary>
    public bool IsSerial { get; init; }

    /// <summary>GENERATED ALWAYS AS (expression) STORED, or null.</summary>
    public Expression? Generation { get; private set; }

    /// <summary>GENERATED AS IDENTITY, or null.</summary>
    public IdentityConstraint? Identity { get; private set; }

    /// <summary>A column as LIKE copies it keeps its default as text, bound already.</summary>
    public string? DefaultSql { get; init; }

    /// <summary>Whether <see cref="DefaultSql"/> is a generation expression.</summary>
    public bool IsCopiedGeneration { get; init; }

    /// <summary>The identity sequence that LIKE copies, or null where it copies none.</summary>
    public ColumnSchema? CopiedIdentity { get; private init; }

    /// <summary>A column as LIKE copies it: always with its type and NOT NULL, the rest as the options say.</summary>
    public static ColumnDraft Copy(ColumnSchema column, int ordinal, LikeOptions options)
    {
        var copiesText = options.HasFlag(column.IsGenerated ? LikeOptions.Generated : LikeOptions.Defaults);
        return new ColumnDraft(column.Name, ordinal, column.Type, -1)
        {
            IsNullable = column.IsNullable ? null : false,
            Collation = column.Collation,
            DefaultSql = copiesText ? column.DefaultSql : null,
            IsCopiedGeneration = column.IsGenerated && copiesText,
            CopiedIdentity = column.IsIdentity && options.HasFlag(LikeOptions.Identity) ? column : null,
        };
    }

    /// <summary>Says NULL or NOT NULL.</summary>
    public void SetNullable(bool isNullable, string table, int position)
    {
        if (IsNullable is { } said && said != isNullable)
            throw DefinitionErrors.NullAndNotNull(Name, table, position);
        IsNullable = isNullable;
    }

    /// <summary>Reads DEFAULT.</summary>
    public void SetDefault(DefaultConstraint constraint, string table)
    {
        if (Default is not null || IsSerial)
            throw DefinitionErrors.MultipleDefaults(Name, table, constraint.Position);
        Default = constraint.Value;
        CheckSources(table, constraint.Position);
    }

    /// <summary>Reads GENERATED ALWAYS AS (expression) STORED.</summary>
    public void SetGeneration(GeneratedConstraint constraint, string table)
    {
        if (Generation is not null)
            throw DefinitionErrors.MultipleGenerations(Name, table, constraint.Position);
        Generation = constraint.Value;
        CheckSources(table, constraint.Position);
    }

    /// <summary>Reads GENERATED AS IDENTITY.</summary>
    public void SetIdentity(IdentityConstraint constraint, string table)
    {
        if (Identity is not null)
            throw DefinitionErrors.MultipleIdentities(Name, table, constraint.Position);
        Identity = constraint;
        SetNullable(false, table, constraint.Position);
        CheckSources(table, constraint.Position);
    }

    /// <summary>Values come from one place only.</summary>
    private void CheckSources(string table, int position)
    {
        var hasDefault = Default is not null || IsSerial;
        if (hasDefault && Identity is not null)
            throw DefinitionErrors.TwoSources("default and identity", Name, table, position);
        if (hasDefault && Generation is not null)
            throw DefinitionErrors.TwoSources("default and generation expression", Name, table, position);
        if (Identity is not null && Generation is not null)
            throw DefinitionErrors.TwoSources("identity and generation expression", Name, table, position);
    }
}
