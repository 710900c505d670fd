using System.Collections.Immutable;
using BTreeDb.Binding.Collations;
using BTreeDb.Binding.Expressions;
using BTreeDb.Binding.Names;
using BTreeDb.Binding.Queries;
using BTreeDb.Types;

namespace BTreeDb.Binding.Clauses;

/// <summary>
/// The columns of a query whose rows are compared as a whole (DISTINCT, set operations). Texts under a collation that is not
/// deterministic are compared by their keys: these lie below, the texts are taken from them above.
/// </summary>
internal sealed class KeyedColumns
{
    private readonly BindingContext _context;
    private readonly ImmutableArray<BoundColumnDefinition> _shown;
    private readonly QueryLevel _level;

    /// <summary>Looks at the columns that a query shows, whose collations are known.</summary>
    public KeyedColumns(BindingContext context, ImmutableArray<BoundColumnDefinition> shown, QueryLevel level)
    {
        _context = context;
        _shown = shown;
        _level = level;
        Columns = shown;
        for (var i = 0; i < shown.Length; i++)
        {
            if (KeyUnder(shown[i].Id, shown[i].Type).Type.Id != TypeId.KeyedText)
                continue;
            IsNeeded = true;
            var key = new BoundColumnDefinition(context.NewColumn(level), shown[i].Name, SqlType.KeyedText);
            context.Collations.Copy(shown[i].Id, key.Id);
            Columns = Columns.SetItem(i, key);
        }
    }

    /// <summary>Whether any column is compared by a key.</summary>
    public bool IsNeeded { get; }

    /// <summary>The columns as they are compared; those that need no key are the very ones that are shown.</summary>
    public ImmutableArray<BoundColumnDefinition> Columns { get; }

    /// <summary>A side whose texts are replaced by their keys.</summary>
    public BoundQuery Hide(BoundQuery side)
    {
        var values = new BoundExpression[Columns.Length];
        for (var i = 0; i < values.Length; i++)
        {
            var value = new BoundColumn(side.Columns[i].Id, side.Columns[i].Type, side.Columns[i].Name);
            values[i] = Columns[i].Type.Id == TypeId.KeyedText ? KeyOf(value, i) : value;
        }

        return QueryShaper.Project(_context, side, values, _level);
    }

    /// <summary>The query with its texts, over one that yields <see cref="Columns"/>.</summary>
    public BoundSelect Show(BoundQuery compared) => Show(new BoundDerivedTable(compared, "?keyed?", false, Columns));

    /// <summary>As the other one, over an item of FROM.</summary>
    public BoundSelect Show(BoundTableReference compared)
    {
        var projections = ImmutableArray.CreateBuilder<BoundProjection>(_shown.Length);
        for (var i = 0; i < _shown.Length; i++)
        {
            var key = new BoundColumn(Columns[i].Id, Columns[i].Type, Columns[i].Name);
            var shown = key.Type.Id == TypeId.KeyedText ? _shown[i] : _shown[i] with { Id = _context.NewColumn(_level) };
            _context.Collations.Copy(_shown[i].Id, shown.Id);
            projections.Add(new BoundProjection(shown, CollationBinder.ValueOf(key, shown.Type)));
        }

        return QueryShaper.Select(compared, projections.MoveToImmutable());
    }

    /// <summary>The key of what stands in a column.</summary>
    public BoundExpression KeyOf(BoundExpression value, int column) => KeyUnder(_shown[column].Id, value.Type) is BoundCall call
        ? call with { Arguments = call.Arguments.SetItem(0, CollationBinder.Strip(value)) }
        : value;

    /// <summary>The key of a column, or the column itself.</summary>
    private BoundExpression KeyUnder(ColumnId collated, SqlType type) =>
        _context.Collations.EqualityKey(new BoundColumn(collated, type, ""));
}
