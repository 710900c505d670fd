using BTreeDb.Binding.Errors;
using BTreeDb.Parsing.Syntax.Expressions;
using BTreeDb.Parsing.Syntax.Queries;

namespace BTreeDb.Binding.Clauses;

/// <summary>
/// Expands GROUP BY into grouping sets: ROLLUP and CUBE are short for GROUPING SETS, and the items between commas are
/// combined each with each.
/// </summary>
/// <param name="place">Finds or adds an expression among the keys.</param>
internal sealed class GroupingSetExpander(Func<Expression, int> place)
{
    private const int SetsMax = 4096;
    private const int CubeMax = 12;

    /// <summary>All sets of a clause.</summary>
    public List<int[]> Expand(GroupByClause syntax)
    {
        List<int[]> sets = [[]];
        foreach (var item in syntax.Items)
            sets = Combine(sets, Expand(item), item.Position);
        if (syntax.Distinct)
            RemoveRepeated(sets);
        return sets;
    }

    private List<int[]> Expand(GroupingItem item) => item switch
    {
        EmptyGrouping => [[]],
        GroupingKey key => [PlacesOf(key.Key)],
        RollupGrouping rollup => Rollup(rollup),
        CubeGrouping cube => Cube(cube),
        _ => Sets((GroupingSets)item),
    };

    /// <summary>The fields of a row stand or fall together.</summary>
    private int[] PlacesOf(Expression key)
    {
        if (key is not RowConstructor { IsExplicit: false } row)
            return [place(key)];
        var places = new int[row.Fields.Count];
        for (var i = 0; i < places.Length; i++)
            places[i] = place(row.Fields[i]);
        return places;
    }

    private List<int[]> Sets(GroupingSets syntax)
    {
        var sets = new List<int[]>();
        foreach (var item in syntax.Items)
        {
            sets.AddRange(Expand(item));
            Check(sets.Count, syntax.Position);
        }

        return sets;
    }

    /// <summary>All keys, then one less each time, to none.</summary>
    private List<int[]> Rollup(RollupGrouping syntax)
    {
        var sets = new List<int[]> { Array.Empty<int>() };
        foreach (var key in syntax.Keys)
            sets.Insert(0, [.. sets[0], .. PlacesOf(key)]);
        return sets;
    }

    private List<int[]> Cube(CubeGrouping syntax)
    {
        if (syntax.Keys.Count > CubeMax)
            throw GroupingErrors.CubeTooLarge(syntax.Position);
        var keys = new int[syntax.Keys.Count][];
        for (var i = 0; i < keys.Length; i++)
            keys[i] = PlacesOf(syntax.Keys[i]);
        var sets = new List<int[]>();
        for (var mask = (1 << keys.Length) - 1; mask >= 0; mask--)
        {
            var set = new List<int>();
            for (var i = 0; i < keys.Length; i++)
            {
                if ((mask >> (keys.Length - 1 - i) & 1) != 0)
                    set.AddRange(keys[i]);
            }

            sets.Add([.. set]);
        }

        return sets;
    }

    private static List<int[]> Combine(List<int[]> left, List<int[]> right, int position)
    {
        Check((long)left.Count * right.Count, position);
        var sets = new List<int[]>(left.Count * right.Count);
        foreach (var one in left)
        {
            foreach (var other in right)
                sets.Add([.. one, .. other]);
        }

        return sets;
    }

    private static void Check(long count, int position)
    {
        if (count > SetsMax)
            throw GroupingErrors.TooManyGroupingSets(position);
    }

    private static void RemoveRepeated(List<int[]> sets)
    {
        var known = new List<HashSet<int>>();
        for (var i = 0; i < sets.Count;)
        {
            var set = new HashSet<int>(sets[i]);
            if (known.Exists(set.SetEquals))
            {
                sets.RemoveAt(i);
                continue;
            }

            known.Add(set);
            i++;
        }
    }
}
