using System.Collections.Immutable;
using BTreeDb.Binding.Errors;
using BTreeDb.Parsing.Syntax;

namespace BTreeDb.Binding.Clauses;

/// <summary>Renames the columns of an item of FROM after its alias list.</summary>
internal static class ColumnAliases
{
    /// <summary>Renames as many columns as there are aliases.</summary>
    public static ImmutableArray<BoundColumnDefinition> Apply(
        ImmutableArray<BoundColumnDefinition> columns, SyntaxList<Identifier> aliases, string table, int position)
    {
        if (aliases.Count > columns.Length)
            throw NameErrors.TooManyColumnAliases(table, columns.Length, aliases.Count, position);
        if (aliases.IsEmpty)
            return columns;
        var renamed = columns.ToBuilder();
        for (var i = 0; i < aliases.Count; i++)
            renamed[i] = columns[i] with { Name = aliases[i].Text };
        return renamed.ToImmutable();
    }
}
