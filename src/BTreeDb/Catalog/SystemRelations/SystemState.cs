using System.Collections.Immutable;

namespace BTreeDb.Catalog.SystemRelations;

/// <summary>What system relations and functions are computed from: the statement's catalog and its session.</summary>
/// <param name="Catalog">The catalog as the statement sees it.</param>
/// <param name="Session">The session.</param>
internal sealed record SystemState(CatalogSnapshot Catalog, ISystemSession Session)
{
    /// <summary>The objects of the catalog in PostgreSQL's shape.</summary>
    public SystemObjects Objects { get; } = SystemObjects.Of(Catalog);

    /// <summary>The name of a NOT NULL constraint, which is nothing but numbers.</summary>
    public static string NotNullName(SystemState state, RelationEntry relation, ColumnSchema column) =>
        $"{state.Objects.SchemaOid(relation.Schema)}_{relation.Oid}_{SystemOids.AttributeOf(column)}_not_null";

    /// <summary>The columns of a relation that is no index.</summary>
    public ImmutableArray<ColumnSchema> ColumnsOf(RelationEntry relation) =>
        relation.View is { } view ? Session.ColumnsOf(view) : relation.Columns;

    /// <summary>The ordinals of the columns that a constraint is over or uses.</summary>
    public ImmutableArray<int> ColumnsOf(ConstraintEntry constraint) => constraint.Check is { } check
        ? Session.CheckColumns(constraint.Table.Table!, check)
        : constraint.Columns;

    /// <summary>The user's columns that are NOT NULL.</summary>
    public IEnumerable<(RelationEntry Relation, ColumnSchema Column)> NotNullColumns()
    {
        foreach (var relation in Objects.Relations)
        {
            if (relation is not { Kind: 'r', IsSystem: false })
                continue;
            foreach (var column in relation.Columns)
            {
                if (!column.IsNullable)
                    yield return (relation, column);
            }
        }
    }

    /// <summary>The numbers of some columns as the text of an array.</summary>
    public string AttributeArray(RelationEntry relation, ImmutableArray<int> ordinals)
    {
        var numbers = new int[ordinals.Length];
        for (var i = 0; i < numbers.Length; i++)
            numbers[i] = SystemOids.AttributeOf(relation.Columns[ordinals[i]]);
        return $"{{{string.Join(',', numbers)}}}";
    }

    /// <summary>The numbers of an index's columns; 0 for an expression.</summary>
    public string IndexAttributes(RelationEntry index)
    {
        var included = index.Index?.Included ?? [];
        var numbers = new int[index.Key.Length + included.Length];
        for (var i = 0; i < numbers.Length; i++)
        {
            var ordinal = i < index.Key.Length ? index.Key[i].Ordinal : included[i - index.Key.Length];
            numbers[i] = ordinal >= 0 ? SystemOids.AttributeOf(index.Table!.Columns[ordinal]) : 0;
        }

        return string.Join(' ', numbers);
    }
}
