using System.Collections.Immutable;
using BTreeDb.Binding;
using BTreeDb.Binding.Expressions;
using BTreeDb.Catalog;
using BTreeDb.Planning.Expressions;
using BTreeDb.Planning.Logical;
using BTreeDb.Planning.Physical;
using BTreeDb.Types;

namespace BTreeDb.Planning.Access;

/// <summary>
/// Matches conjuncts with the columns of a key: equalities on the first columns, then limits on the next one.
/// </summary>
internal sealed class KeyMatching
{
    private const double RangesMax = 10_000;
    private readonly LogicalGet _get;
    private readonly ImmutableArray<BoundExpression> _conjuncts;
    private readonly List<SargableConjunct> _candidates = [];

    /// <summary>Reads the conjuncts once, to be matched with several keys of the table.</summary>
    public KeyMatching(LogicalGet get, ImmutableArray<BoundExpression> conjuncts)
    {
        _get = get;
        _conjuncts = conjuncts;
        var ids = ColumnReferences.IdsOf(get.Columns);
        foreach (var conjunct in conjuncts)
        {
            if (SargableConjunct.TryRead(get, ids, conjunct) is { } candidate)
                _candidates.Add(candidate);
        }
    }

    /// <summary>Whether any key can serve any conjunct.</summary>
    public bool HasCandidates => _candidates.Count > 0;

    /// <summary>
    /// How many columns of a key precede the first that some conjunct can serve; null where that is the first one, or none.
    /// </summary>
    public int? SkippedColumns(ImmutableArray<IndexColumn> key)
    {
        for (var place = 0; place < key.Length; place++)
        {
            var ordinal = key[place].Ordinal;
            if (_candidates.Exists(candidate => candidate.Ordinal == ordinal))
                return place > 0 ? place : null;
        }
        return null;
    }

    /// <summary>Matches the conjuncts with a key.</summary>
    /// <param name="key">The columns of the key.</param>
    /// <param name="skipped">How many of them a skip scan walks through.</param>
    public KeyMatch Match(ImmutableArray<IndexColumn> key, int skipped = 0)
    {
        var equalities = ImmutableArray.CreateBuilder<KeyEquality>();
        var served = ImmutableArray.CreateBuilder<BoundExpression>();
        var ranges = 1.0;
        var place = skipped;
        while (place < key.Length && FindEquality(key[place].Ordinal, ranges) is { } found)
        {
            equalities.Add(new KeyEquality(found.Ordinal, TypeOf(key[place++]), found.Values));
            served.Add(found.Source);
            ranges *= Math.Max(1, found.Values.Length);
        }
        var pinsWholeKey = equalities.Count == key.Length && NoneIsNull(equalities);
        var (lower, upper) = FindLimits(key, place, served);
        var isLimited = lower is not null || upper is not null;
        if (served.Count == 0)
            return new KeyMatch(null, [], _conjuncts, false, 1);
        var sources = served.ToImmutable();
        var limitType = isLimited ? TypeOf(key[place]) : SqlType.Unknown;
        var condition = new KeyCondition(equalities.ToImmutable(), lower, upper, limitType, isLimited ? key[place].Ordinal : -1, sources)
        {
            SkippedColumns = skipped,
        };
        return new KeyMatch(condition, sources, Without(sources), pinsWholeKey, ranges);
    }

    private SargableConjunct? FindEquality(int ordinal, double ranges)
    {
        SargableConjunct? best = null;
        foreach (var candidate in _candidates)
        {
            if (candidate.Ordinal != ordinal || candidate.Comparison is not (FunctionId.Equal or FunctionId.None)
                || ranges * candidate.Values.Length > RangesMax)
                continue;
            if (best is null || candidate.Values.Length < best.Values.Length)
                best = candidate;
        }
        return best;
    }

    private (KeyLimit? Lower, KeyLimit? Upper) FindLimits(
        ImmutableArray<IndexColumn> key, int place, ImmutableArray<BoundExpression>.Builder served)
    {
        if (place >= key.Length)
            return (null, null);
        var ordinal = key[place].Ordinal;
        var lower = TakeLimit(ordinal, FunctionId.Greater, FunctionId.GreaterOrEqual, served);
        var upper = TakeLimit(ordinal, FunctionId.Less, FunctionId.LessOrEqual, served);
        return (lower, upper);
    }

    private KeyLimit? TakeLimit(
        int ordinal, FunctionId open, FunctionId closed, ImmutableArray<BoundExpression>.Builder served)
    {
        foreach (var candidate in _candidates)
        {
            if (candidate.Ordinal == ordinal && (candidate.Comparison == open || candidate.Comparison == closed))
            {
                served.Add(candidate.Source);
                return new KeyLimit(candidate.Values[0], candidate.Comparison == closed);
            }
        }
        return null;
    }

    private static bool NoneIsNull(ImmutableArray<KeyEquality>.Builder equalities)
    {
        foreach (var equality in equalities)
        {
            if (equality.IsNull)
                return false;
        }
        return true;
    }

    private SqlType TypeOf(IndexColumn column) => column.Expression?.Type ?? _get.Table.Columns[column.Ordinal].Type;

    private ImmutableArray<BoundExpression> Without(ImmutableArray<BoundExpression> served) =>
        _conjuncts.RemoveAll(conjunct => ContainsReference(served, conjunct));

    private static bool ContainsReference(ImmutableArray<BoundExpression> list, BoundExpression wanted)
    {
        foreach (var item in list)
        {
            if (ReferenceEquals(item, wanted))
                return true;
        }
        return false;
    }
}
