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

    /// <summary>False under NOT NULL, true under NULL, null where neither was said.</summary>
    public bool? IsNullable { get; set; }

    /// <summary>The default, or null.</summary>
    public Expression? Default { get; set; }
}
