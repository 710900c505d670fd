using System.Collections.Immutable;
using System.Globalization;
using BTreeDb.Binding;
using BTreeDb.Binding.Expressions;
using BTreeDb.Catalog;
using BTreeDb.Parsing;
using BTreeDb.Parsing.Printing;
using BTreeDb.Parsing.Syntax;
using BTreeDb.Parsing.Syntax.Definitions;
using BTreeDb.Parsing.Syntax.Expressions;
using BTreeDb.Parsing.Syntax.Queries;
using BTreeDb.Planning.Expressions;
using BTreeDb.Types;

namespace BTreeDb.Engine.Definitions;

/// <summary>Reads what an index is over: columns, expressions, included columns, the condition.</summary>
/// <param name="context">The surroundings.</param>
/// <param name="table">The table.</param>
/// <param name="isUnique">Whether the index is unique: texts are equal when their bytes are, so it has the texts themselves.</param>
internal sealed class IndexKeys(DefinitionContext context, TableSchema table, bool isUnique = false)
{
    private readonly List<string> _names = [];

    /// <summary>What the columns read so far are called in the name of the index.</summary>
    public ReadOnlySpan<string> Names => _names.ToArray();

    /// <summary>The key columns.</summary>
    public ImmutableArray<IndexColumn> Read(SyntaxList<IndexElement> elements)
    {
        var columns = ImmutableArray.CreateBuilder<IndexColumn>(elements.Count);
        foreach (var element in elements)
        {
            RefuseWhatIsNotSupported(element);
            var descending = element.Direction == SortDirection.Descending;
            var nullsFirst = element.Nulls == NullsOrder.Default ? descending : element.Nulls == NullsOrder.First;
            columns.Add(FindCollation(element) is { } collation
                ? ReadCollated(element.Key, collation, descending, nullsFirst, columns)
                : element.Key is ColumnReference { Parts.Count: 1 } reference
                ? new(FindColumn(reference.Parts[0], reference.Position), descending, nullsFirst)
                : ReadExpression(element.Key, Binder.NameOf(element.Key), descending, nullsFirst, columns));
        }

        return columns.MoveToImmutable();
    }

    /// <summary>The key columns of a constraint: of texts that may be equal though their bytes are not it has the keys.</summary>
    public ImmutableArray<IndexColumn> ReadConstraint(ImmutableArray<int> ordinals)
    {
        var columns = ImmutableArray.CreateBuilder<IndexColumn>(ordinals.Length);
        foreach (var ordinal in ordinals)
        {
            var column = table.Columns[ordinal];
            columns.Add(ColumnCollation.FindLoose(column) is { } collation
                ? ReadCollated(
                    new ColumnReference(-1, SyntaxList.Create<string>([column.Name])), collation, false, false, columns)
                : new(ordinal, Descending: false, NullsFirst: false));
        }

        return columns.MoveToImmutable();
    }

    /// <summary>The columns of INCLUDE.</summary>
    public ImmutableArray<int> ReadIncluded(SyntaxList<Identifier> names)
    {
        var ordinals = ImmutableArray.CreateBuilder<int>(names.Count);
        foreach (var name in names)
            ordinals.Add(FindColumn(name.Text, name.Position));
        return ordinals.MoveToImmutable();
    }

    /// <summary>The condition of a partial index in canonical SQL.</summary>
    public string ReadPredicate(Expression syntax)
    {
        var (condition, _) = Binder.BindIndexPredicate(syntax, table.Name, table.Columns, context.Catalog, context.Binding);
        if (!Volatility.IsImmutableOverRow(condition))
            throw DefinitionErrors.NotImmutable("predicate");
        return SyntaxPrinter.Print(syntax);
    }

    private static void RefuseWhatIsNotSupported(IndexElement element)
    {
        if (element.OperatorClass is { } operatorClass && !operatorClass.Name.EndsWith("_ops", StringComparison.Ordinal))
            throw DefinitionErrors.OperatorClassMissing(operatorClass.Name);
    }

    /// <summary>The language by which a key is ordered, if it is not by its bytes.</summary>
    private Collation? FindCollation(IndexElement element)
    {
        var column = element.Key is ColumnReference { Parts.Count: 1 } reference ? table.FindColumn(reference.Parts[0]) : null;
        var collation = element.Collation is null
            ? column is null ? ImpliedCollation(element.Key) : KnownCollation(column.Collation)
            : ColumnCollation.Find(context.Catalog, element.Collation, column?.Type ?? SqlType.Text);
        return collation is { IsByBytes: false } && !(isUnique && collation.IsDeterministic) ? collation : null;
    }

    private static Collation? KnownCollation(string? code) => code is not null && Collation.TryFind(code, out var collation) ? collation : null;

    /// <summary>The collation of an expression where it makes equal what is not the same.</summary>
    private Collation? ImpliedCollation(Expression key)
    {
        foreach (var column in table.Columns)
        {
            if (KnownCollation(column.Collation) is { IsDeterministic: false } collation
                && StoredTexts.Uses(context.Catalog, SyntaxPrinter.Print(key), table, column)
                && Binder.BindRowExpression(
                    SqlParser.ParseExpression($"pg_collation_key({SyntaxPrinter.Print(key)})"), table.Name, table.Columns,
                    context.Catalog, context.Binding).Value.Type.Id == TypeId.KeyedText)
                return collation;
        }

        return null;
    }

    /// <summary>The index has the keys of the texts, whose bytes are ordered as the language orders the texts.</summary>
    private IndexColumn ReadCollated(
        Expression key, Collation collation, bool descending, bool nullsFirst, ImmutableArray<IndexColumn>.Builder before)
    {
        var name = new QualifiedName(-1, SyntaxList.Create<string>([collation.Code]));
        var call = SqlParser.ParseExpression($"pg_collation_key({SyntaxPrinter.Print(new CollateExpression(-1, key, name))})");
        return ReadExpression(call, Binder.NameOf(key), descending, nullsFirst, before);
    }

    private int FindColumn(string name, int position)
    {
        foreach (var column in table.Columns)
        {
            if (column.Name != name)
                continue;
            AddName(name);
            return column.Ordinal;
        }

        throw DefinitionErrors.IndexColumnMissing(name, position);
    }

    private IndexColumn ReadExpression(
        Expression syntax, string? name, bool descending, bool nullsFirst, ImmutableArray<IndexColumn>.Builder before)
    {
        var (value, _) = Binder.BindRowExpression(syntax, table.Name, table.Columns, context.Catalog, context.Binding);
        if (!Volatility.IsImmutableOverRow(value))
            throw DefinitionErrors.NotImmutable("expression");
        AddName(name ?? "expr");
        var sql = SyntaxPrinter.Print(syntax);
        return new(NumberOf(table, sql, before), descending, nullsFirst, new IndexExpression(sql, value.Type));
    }

    /// <summary>Equal expressions of a table share a number, so that the planner reads each once.</summary>
    public static int NumberOf(TableSchema table, string sql, ImmutableArray<IndexColumn>.Builder before)
    {
        var least = 0;
        foreach (var index in table.Indexes)
        {
            foreach (var column in index.Columns)
            {
                if (column.Expression?.Sql == sql)
                    return column.Ordinal;
                least = Math.Min(least, column.Ordinal);
            }
        }

        foreach (var column in before)
        {
            if (column.Expression?.Sql == sql)
                return column.Ordinal;
            least = Math.Min(least, column.Ordinal);
        }

        return least - 1;
    }

    private void AddName(string name)
    {
        var free = name;
        for (var number = 1; _names.Contains(free); number++)
            free = name + number.ToString(CultureInfo.InvariantCulture);
        _names.Add(free);
    }
}
