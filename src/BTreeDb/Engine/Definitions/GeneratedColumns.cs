using System.Collections.Immutable;
using BTreeDb.Binding;
using BTreeDb.Binding.Analysis;
using BTreeDb.Catalog;
using BTreeDb.Parsing.Printing;
using BTreeDb.Parsing.Syntax.Expressions;
using BTreeDb.Planning.Expressions;

namespace BTreeDb.Engine.Definitions;

/// <summary>Binds generation expressions as CREATE and ALTER TABLE define them.</summary>
internal static class GeneratedColumns
{
    /// <summary>Gives the generated columns among new ones their expressions.</summary>
    /// <param name="context">The surroundings.</param>
    /// <param name="table">The table's name.</param>
    /// <param name="columns">All columns.</param>
    /// <param name="drafts">The drafts of the last ones.</param>
    public static ImmutableArray<ColumnSchema> Bind(
        DefinitionContext context, string table, ImmutableArray<ColumnSchema> columns, IReadOnlyList<ColumnDraft> drafts)
    {
        var first = columns.Length - drafts.Count;
        for (var i = 0; i < drafts.Count; i++)
        {
            if (drafts[i].Generation is not null)
                columns = columns.SetItem(first + i, columns[first + i] with { Generation = ColumnGeneration.Stored });
        }

        for (var i = 0; i < drafts.Count; i++)
        {
            if (drafts[i].Generation is not { } syntax)
                continue;
            Check(context, table, columns, columns[first + i], syntax);
            columns = columns.SetItem(first + i, columns[first + i] with { DefaultSql = SyntaxPrinter.Print(syntax) });
        }

        return columns;
    }

    private static void Check(
        DefinitionContext context, string table, ImmutableArray<ColumnSchema> columns, ColumnSchema column, Expression syntax)
    {
        var (value, row) = Binder.BindGeneration(syntax, table, column, columns, context.Catalog, context.Binding);
        ColumnUses.Visit(value, used =>
        {
            for (var i = 0; i < row.Length; i++)
            {
                if (row[i].Id == used.Id && columns[i].IsGenerated)
                    throw DefinitionErrors.GenerationUsesGenerated(columns[i].Name, used.Position);
            }
        });
        if (!Volatility.IsImmutableOverRow(value))
            throw DefinitionErrors.GenerationNotImmutable();
    }
}
