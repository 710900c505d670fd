using System.Collections.Immutable;
using BTreeDb.Binding.Expressions;
using BTreeDb.Binding.Names;
using BTreeDb.Catalog;

namespace BTreeDb.Binding.Analysis;

/// <summary>
/// What the names in a stored text mean: which relation or column stands at which place. So that a rename can change the
/// text, and a drop knows who is in its way. What views inside stand for is not looked at: the text uses their columns.
/// </summary>
internal sealed class NameUses
{
    private readonly Dictionary<ColumnId, (ObjectId Relation, int Number)> _meanings = [];
    private readonly HashSet<(ObjectId Relation, int Number)> _merged = [];

    /// <summary>The relations that are named in FROM or for their row types, by position.</summary>
    public List<(int Position, ObjectId Relation)> Relations { get; } = [];

    /// <summary>The calls of routines, by position.</summary>
    public List<(int Position, ObjectId Routine)> Routines { get; } = [];

    /// <summary>The references to columns, by position.</summary>
    public List<(int Position, ObjectId Relation, int Number)> Columns { get; } = [];

    /// <summary>The stars of select lists, and what each stands for.</summary>
    public List<(int Position, ImmutableArray<(string? Qualifier, string Name)> Columns)> Stars { get; } = [];

    /// <summary>Where columns stand alone in a select list without another name: they name a column of the result.</summary>
    public HashSet<int> BareItems { get; } = [];

    /// <summary>Where a relation is named for its row type.</summary>
    public HashSet<int> RowTypes { get; } = [];

    /// <summary>A relation's row type is named.</summary>
    public void AddRowType(int position, ObjectId relation)
    {
        Relations.Add((position, relation));
        RowTypes.Add(position);
    }

    /// <summary>A routine is called.</summary>
    public void AddRoutine(int position, ObjectId routine) => Routines.Add((position, routine));

    /// <summary>A relation is read under these column ids; numbers go by their order where none are given.</summary>
    public void AddRelation(
        int position, ObjectId relation, ImmutableArray<BoundColumnDefinition> columns, ImmutableArray<ColumnSchema> schemas)
    {
        Relations.Add((position, relation));
        Name(relation, columns, schemas);
    }

    /// <summary>Columns of a relation that is not in FROM: the row of a check.</summary>
    public void Name(
        ObjectId relation, ImmutableArray<BoundColumnDefinition> columns, ImmutableArray<ColumnSchema> schemas)
    {
        for (var i = 0; i < columns.Length; i++)
            _meanings[columns[i].Id] = (relation, schemas.IsEmpty ? i + 1 : schemas[i].Number);
    }

    /// <summary>A column's name was resolved.</summary>
    public void AddColumn(int position, BoundExpression value) => Visit(value, position);

    /// <summary>JOIN USING, or NATURAL, names a column on both sides at once.</summary>
    public void AddUsing(BoundExpression left, BoundExpression right)
    {
        AddMerged(left);
        AddMerged(right);
    }

    /// <summary>Whether a column is one of those that a join merges, so that its name cannot change on one side only.</summary>
    public bool IsMerged(ObjectId relation, int number) => _merged.Contains((relation, number));

    /// <summary>A star was expanded.</summary>
    public void AddStar(int position, IEnumerable<ScopeItem> items)
    {
        var columns = ImmutableArray.CreateBuilder<(string? Qualifier, string Name)>();
        foreach (var item in items)
        {
            foreach (var column in item.Columns)
            {
                columns.Add((item.Alias, column.Name));
                Visit(column.Value, -1);
            }
        }

        Stars.Add((position, columns.ToImmutable()));
    }

    /// <summary>Whether a column is used anywhere.</summary>
    public bool Uses(ObjectId relation, int number)
    {
        foreach (var column in Columns)
        {
            if (column.Relation == relation && column.Number == number)
                return true;
        }

        return false;
    }

    private void AddMerged(BoundExpression value)
    {
        var known = Columns.Count;
        Visit(value, -1);
        for (var i = known; i < Columns.Count; i++)
            _merged.Add((Columns[i].Relation, Columns[i].Number));
    }

    /// <summary>A merged column of JOIN USING stands for several.</summary>
    private void Visit(BoundExpression value, int position) => ColumnUses.Visit(value, column =>
    {
        if (_meanings.TryGetValue(column.Id, out var meaning))
            Columns.Add((position, meaning.Relation, meaning.Number));
    });
}
