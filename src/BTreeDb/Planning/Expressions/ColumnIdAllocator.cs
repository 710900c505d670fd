using BTreeDb.Binding;
using BTreeDb.Types;

namespace BTreeDb.Planning.Expressions;

/// <summary>Makes the columns that planning adds. Their ids lie far above those that binding hands out.</summary>
internal sealed class ColumnIdAllocator
{
    private const int First = 1 << 24;
    private int _next = First;
    private int _subqueries;

    /// <summary>A column that no other has the id of.</summary>
    public BoundColumnDefinition Create(string name, SqlType type) => new(new ColumnId(_next++), name, type);

    /// <summary>
    /// A column for the value of a subquery, named <c>$0</c>, <c>$1</c> and so on as in PostgreSQL's plans.
    /// </summary>
    public BoundColumnDefinition CreateForSubquery(SqlType type) => Create($"${_subqueries++}", type);
}
