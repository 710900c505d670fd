using System.Collections.Immutable;
using BTreeDb.Binding.Analysis;
using BTreeDb.Binding.Coercion;
using BTreeDb.Binding.Collations;
using BTreeDb.Binding.Errors;
using BTreeDb.Binding.Expressions;
using BTreeDb.Binding.Names;
using BTreeDb.Binding.Queries;

namespace BTreeDb.Binding.Clauses;

/// <summary>The select list of a query, with the hidden columns behind it that only ORDER BY needs.</summary>
internal sealed class TargetList(BindingContext context, QueryLevel level)
{
    private readonly List<Target> _targets = [];

    /// <summary>How many columns the query shows.</summary>
    public int VisibleCount { get; private set; }

    /// <summary>All columns, the hidden ones last.</summary>
    public int Count => _targets.Count;

    public Target this[int index] => _targets[index];

    /// <summary>Adds an output column.</summary>
    public void Add(string name, BoundExpression expression)
    {
        AddHidden(name, expression);
        VisibleCount = _targets.Count;
    }

    /// <summary>Finds the column that shows an expression, or adds a hidden one.</summary>
    public int FindOrHide(BoundExpression expression)
    {
        for (var i = 0; i < _targets.Count; i++)
        {
            if (ExpressionComparer.AreEqual(_targets[i].Expression, expression))
                return i;
        }
        AddHidden("?sort?", expression);
        return _targets.Count - 1;
    }

    /// <summary>Finds an output column by name; null if there is none, 42702 if the name means different things.</summary>
    public int? FindByName(string name, string clause, int position)
    {
        int? found = null;
        for (var i = 0; i < VisibleCount; i++)
        {
            if (_targets[i].Name != name)
                continue;
            if (found is { } first && !ExpressionComparer.AreEqual(_targets[first].Expression, _targets[i].Expression))
                throw QueryErrors.AmbiguousOutputName(clause, name, position);
            found ??= i;
        }
        return found;
    }

    /// <summary>Makes texts of literals that nothing gave a type.</summary>
    public void Settle(Coercer coercer)
    {
        for (var i = 0; i < _targets.Count; i++)
            Settle(coercer, i);
    }

    /// <summary>Makes a text of one literal, which is sorted or grouped by.</summary>
    public void Settle(Coercer coercer, int index) =>
        _targets[index].Expression = coercer.SettleAsText(_targets[index].Expression);

    /// <summary>The finished projections.</summary>
    public ImmutableArray<BoundProjection> ToProjections()
    {
        var projections = ImmutableArray.CreateBuilder<BoundProjection>(_targets.Count);
        foreach (var target in _targets)
        {
            var column = new BoundColumnDefinition(target.Id, target.Name, target.Expression.Type);
            context.Collations.Add(target.Id, target.Expression);
            projections.Add(new BoundProjection(column, CollationBinder.Strip(target.Expression)));
        }
        return projections.MoveToImmutable();
    }

    private void AddHidden(string name, BoundExpression expression) =>
        _targets.Add(new Target(context.NewColumn(level), name, expression));
}
