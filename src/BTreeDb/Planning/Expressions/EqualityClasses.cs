using BTreeDb.Binding;
using BTreeDb.Binding.Expressions;

namespace BTreeDb.Planning.Expressions;

/// <summary>Columns known to be equal, as a union-find over the equalities between columns of one type.</summary>
internal sealed class EqualityClasses
{
    private readonly Dictionary<ColumnId, ColumnId> _parents = [];
    private readonly Dictionary<ColumnId, BoundColumn> _columns = [];

    /// <summary>Whether a conjunct is an equality between two columns that a class can express.</summary>
    public static bool IsColumnEquality(BoundExpression conjunct) =>
        Comparison.IsEquality(conjunct, out var left, out var right)
        && left is BoundColumn a && right is BoundColumn b && a.Type == b.Type && a.Id != b.Id;

    /// <summary>Merges the classes of both sides of a column equality; other conjuncts are ignored.</summary>
    public void Add(BoundExpression conjunct)
    {
        if (!IsColumnEquality(conjunct))
            return;
        var call = (BoundCall)conjunct;
        var left = Root((BoundColumn)call.Arguments[0]);
        var right = Root((BoundColumn)call.Arguments[1]);
        if (left != right)
            _parents[right] = left;
    }

    /// <summary>The classes with at least two members, in a stable order.</summary>
    public List<List<BoundColumn>> ToList()
    {
        var byRoot = new Dictionary<ColumnId, List<BoundColumn>>();
        var classes = new List<List<BoundColumn>>();
        foreach (var column in _columns.Values)
        {
            var root = Find(column.Id);
            if (!byRoot.TryGetValue(root, out var members))
            {
                byRoot.Add(root, members = []);
                classes.Add(members);
            }
            members.Add(column);
        }
        return classes;
    }

    private ColumnId Root(BoundColumn column)
    {
        if (_parents.TryAdd(column.Id, column.Id))
            _columns.Add(column.Id, column);
        return Find(column.Id);
    }

    private ColumnId Find(ColumnId column)
    {
        while (_parents[column] != column)
            column = _parents[column] = _parents[_parents[column]];
        return column;
    }
}
