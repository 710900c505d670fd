using System.Collections.Immutable;
using BTreeDb.Binding;
using BTreeDb.Binding.Expressions;
using BTreeDb.Planning.Costing;
using BTreeDb.Planning.Expressions;
using BTreeDb.Planning.Logical;
using BTreeDb.Planning.Rewrites;

namespace BTreeDb.Planning.Joins;

/// <summary>
/// The relations of a join set, what connects them, and how many rows any part of them yields. Equalities between columns
/// are kept as classes, so that every equality that follows from others connects, too.
/// </summary>
internal sealed class JoinGraph
{
    private readonly List<JoinPredicate> _predicates = [];
    private readonly List<JoinClass> _classes = [];
    private readonly List<(RelationSet Pair, double Factor)> _corrections = [];
    private readonly List<OneSidedEdge> _edges = [];
    private readonly int _firstEdge;

    public JoinGraph(LogicalJoinSet set, CardinalityEstimator cardinalities, bool canLookUp)
    {
        var builder = ImmutableArray.CreateBuilder<JoinRelation>(set.Relations.Length + set.OneSided.Length);
        foreach (var relation in set.Inputs)
            builder.Add(RelationDescription.Describe(relation, cardinalities, canLookUp));
        Relations = builder.MoveToImmutable();
        _firstEdge = set.Relations.Length;
        foreach (var join in set.OneSided)
            AddEdge(join, set, cardinalities);
        var classes = new EqualityClasses();
        foreach (var conjunct in set.Conjuncts)
        {
            if (EqualityClasses.IsColumnEquality(conjunct) && RelationsOf(conjunct).Count == 2)
                classes.Add(conjunct);
            else
                AddPredicate(conjunct, SelectivityOf(conjunct, set, cardinalities));
        }
        foreach (var members in classes.ToList())
            AddClass(members, cardinalities);
        AddCorrections(cardinalities);
    }

    /// <summary>The relations; a relation's number is its place.</summary>
    public ImmutableArray<JoinRelation> Relations { get; }

    /// <summary>Estimates the rows of the join of some relations.</summary>
    public double Rows(RelationSet relations)
    {
        var rows = 1.0;
        for (var i = 0; i < _firstEdge; i++)
        {
            if (relations.Contains(i))
                rows *= Relations[i].Rows;
        }
        for (var i = 0; i < _edges.Count; i++)
        {
            if (relations.Contains(_firstEdge + i))
                rows *= _edges[i].Factor;
        }
        foreach (var predicate in _predicates)
        {
            if (predicate.Relations.IsSubsetOf(relations))
                rows *= predicate.Selectivity;
        }
        foreach (var joinClass in _classes)
            rows *= joinClass.Selectivity(relations);
        foreach (var (pair, factor) in _corrections)
        {
            if (pair.IsSubsetOf(relations))
                rows *= factor;
        }
        return Math.Max(1, rows);
    }

    /// <summary>The left, semi or anti join that a part is the right side of, or null.</summary>
    public OneSidedEdge? FindEdge(RelationSet part)
    {
        for (var i = 0; i < _edges.Count; i++)
        {
            if (part == RelationSet.Of(_firstEdge + i))
                return _edges[i];
        }
        return null;
    }

    /// <summary>
    /// Whether two parts can be joined: the right side of a left, semi or anti join is no left side, and is joined after all that its
    /// conditions refer to (Moerkotte, Fender, Eich: "On the Correct and Complete Enumeration of the Core Search Space", SIGMOD
    /// 2013, for joins whose right sides stay whole).
    /// </summary>
    public bool CanJoin(RelationSet left, RelationSet right) =>
        _edges.Count == 0 || (FindEdge(left) is null && (FindEdge(right) is not { } edge || edge.Needs.IsSubsetOf(left)));

    /// <summary>Whether an equality or another predicate connects two parts that can be joined.</summary>
    public bool AreConnected(RelationSet left, RelationSet right) =>
        HasEquality(left, right) || HasPredicate(left, right) || FindEdge(right) is not null;

    /// <summary>Whether a hash join can join two parts.</summary>
    public bool HasEquality(RelationSet left, RelationSet right)
    {
        if (FindEdge(right) is { } edge)
            return edge.HasEquality;
        foreach (var joinClass in _classes)
        {
            if (joinClass.Relations.Overlaps(left) && joinClass.Relations.Overlaps(right))
                return true;
        }
        foreach (var predicate in _predicates)
        {
            if (predicate.Condition is BoundCall { Function: FunctionId.Equal } && Connects(predicate, left, right))
                return true;
        }
        return false;
    }

    /// <summary>
    /// Whether rows of a single relation can be looked up by a column that equals one of another part.
    /// </summary>
    public bool CanLookUp(RelationSet outer, int relation)
    {
        var inner = RelationSet.Of(relation);
        if (FindEdge(inner) is { } edge)
            return edge.CanLookUp;
        foreach (var joinClass in _classes)
        {
            if (joinClass.Relations.Overlaps(outer) && joinClass.MemberOf(inner) is { } member
                && Relations[relation].LookupColumns.Contains(member.Id))
                return true;
        }
        return false;
    }

    /// <summary>The conditions of the join of two parts: what neither part could test.</summary>
    public ImmutableArray<BoundExpression> Conditions(RelationSet left, RelationSet right)
    {
        var conditions = ImmutableArray.CreateBuilder<BoundExpression>();
        foreach (var joinClass in _classes)
        {
            if (joinClass.MemberOf(left) is { } a && joinClass.MemberOf(right) is { } b)
                conditions.Add(Comparison.Equal(a, b));
        }
        foreach (var predicate in _predicates)
        {
            if (Connects(predicate, left, right))
                conditions.Add(predicate.Condition);
        }
        return conditions.ToImmutable();
    }

    private void AddEdge(LogicalOneSidedJoin join, LogicalJoinSet set, CardinalityEstimator cardinalities)
    {
        var number = _firstEdge + _edges.Count;
        var needs = default(RelationSet);
        var (hasEquality, canLookUp) = (false, false);
        foreach (var condition in join.Conditions)
        {
            var used = RelationsOf(condition);
            needs |= used.Without(number);
            hasEquality |= condition is BoundCall { Function: FunctionId.Equal } && used.Contains(number) && used.Count > 1;
            canLookUp |= EqualityClasses.IsColumnEquality(condition) && used.Count > 1
                && ColumnReferences.Of(condition).Overlaps(Relations[number].LookupColumns);
        }
        _edges.Add(new OneSidedEdge(join.Kind, join.Conditions, needs, cardinalities.Factor(set, join), hasEquality, canLookUp));
    }

    private bool HasPredicate(RelationSet left, RelationSet right)
    {
        foreach (var predicate in _predicates)
        {
            if (Connects(predicate, left, right))
                return true;
        }
        return false;
    }

    private static bool Connects(JoinPredicate predicate, RelationSet left, RelationSet right) =>
        predicate.Relations.IsSubsetOf(left | right)
        && !predicate.Relations.IsSubsetOf(left) && !predicate.Relations.IsSubsetOf(right);

    private void AddPredicate(BoundExpression conjunct, double selectivity) =>
        _predicates.Add(new JoinPredicate(RelationsOf(conjunct), conjunct, selectivity));

    /// <summary>
    /// The share of pairs that satisfy a conjunct. What an OR says of single relations has been derived and restricts them
    /// already: it must not count twice.
    /// </summary>
    private double SelectivityOf(BoundExpression conjunct, LogicalJoinSet set, CardinalityEstimator cardinalities)
    {
        var selectivity = cardinalities.Selectivity(set, conjunct);
        if (conjunct is not BoundLogical { IsAnd: false } or)
            return selectivity;
        foreach (var relation in Relations)
        {
            if (DisjunctionRestriction.Derive(or, relation.Columns) is { } derived)
                selectivity /= Math.Max(1e-9, cardinalities.Selectivity(relation.Plan, derived));
        }

        return Math.Min(1, selectivity);
    }

    private void AddClass(List<BoundColumn> members, CardinalityEstimator cardinalities)
    {
        var joinClass = new JoinClass();
        foreach (var member in members)
        {
            for (var i = 0; i < Relations.Length; i++)
            {
                if (Relations[i].Columns.Contains(member.Id))
                    joinClass.Add(i, member, cardinalities.Distinct(Relations[i].Plan, member.Id));
            }
        }
        _classes.Add(joinClass);
    }

    /// <summary>Pairs of relations of which one refers to the other by a key of several columns.</summary>
    private void AddCorrections(CardinalityEstimator cardinalities)
    {
        for (var i = 0; _classes.Count > 1 && i < Relations.Length; i++)
        {
            for (var j = i + 1; j < Relations.Length; j++)
            {
                var factor = Math.Max(Correction(i, j, cardinalities), Correction(j, i, cardinalities));
                if (factor > 1)
                    _corrections.Add((RelationSet.Of(i) | RelationSet.Of(j), factor));
            }
        }
    }

    private double Correction(int referred, int referring, CardinalityEstimator cardinalities)
    {
        var matched = new Dictionary<int, double>();
        LogicalGet? get = null;
        foreach (var joinClass in _classes)
        {
            if (joinClass.MemberOf(referred) is { } own && joinClass.MemberOf(referring) is { } other
                && ColumnOrigin.Find(Relations[referred].Plan, own.Column.Id) is { } origin && (get ?? origin.Get) == origin.Get)
                (get, matched[origin.Ordinal]) = (origin.Get, Math.Max(own.Distinct, other.Distinct));
        }
        return get is null ? 1 : CompositeKeys.Correction(get.Table, cardinalities.TableRows(get.Table), matched);
    }

    private RelationSet RelationsOf(BoundExpression conjunct)
    {
        var used = ColumnReferences.Of(conjunct);
        var set = default(RelationSet);
        for (var i = 0; i < Relations.Length; i++)
        {
            if (used.Overlaps(Relations[i].Columns))
                set |= RelationSet.Of(i);
        }
        return set;
    }
}
