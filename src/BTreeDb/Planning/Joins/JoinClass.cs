using BTreeDb.Binding.Expressions;

namespace BTreeDb.Planning.Joins;

/// <summary>
/// Columns of different relations that are all equal. One equality for each join of two parts is enough, whichever
/// members they have: all others follow.
/// </summary>
internal sealed class JoinClass
{
    private readonly List<(int Relation, BoundColumn Column, double Distinct)> _members = [];

    /// <summary>The relations that have a member.</summary>
    public RelationSet Relations { get; private set; }

    /// <summary>Adds a member; of each relation only the first counts.</summary>
    public void Add(int relation, BoundColumn column, double distinct)
    {
        if (Relations.Contains(relation))
            return;
        Relations |= RelationSet.Of(relation);
        _members.Add((relation, column, distinct));
    }

    /// <summary>The member of a part of the relations, or null.</summary>
    public BoundColumn? MemberOf(RelationSet part)
    {
        foreach (var (relation, column, _) in _members)
        {
            if (part.Contains(relation))
                return column;
        }
        return null;
    }

    /// <summary>The member of a relation and how many values it has, or null.</summary>
    public (BoundColumn Column, double Distinct)? MemberOf(int relation)
    {
        foreach (var member in _members)
        {
            if (member.Relation == relation)
                return (member.Column, member.Distinct);
        }
        return null;
    }

    /// <summary>The share of the cross product of some relations in which all members among them are equal.</summary>
    public double Selectivity(RelationSet relations)
    {
        var product = 1.0;
        var least = double.MaxValue;
        foreach (var (relation, _, distinct) in _members)
        {
            if (!relations.Contains(relation))
                continue;
            product *= distinct;
            least = Math.Min(least, distinct);
        }
        return least == double.MaxValue ? 1 : least / product;
    }
}
