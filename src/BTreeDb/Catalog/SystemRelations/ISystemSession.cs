using System.Collections.Immutable;
using BTreeDb.Types;

namespace BTreeDb.Catalog.SystemRelations;

/// <summary>
/// What system relations and functions show of the session that asks, and what takes more than the catalog to tell;
/// implemented by the engine.
/// </summary>
internal interface ISystemSession
{
    /// <summary>The name of the database.</summary>
    string DatabaseName { get; }

    /// <summary>The name of the user.</summary>
    string UserName { get; }

    /// <summary>All settings, by name.</summary>
    IEnumerable<SystemSetting> Settings { get; }

    /// <summary>What PREPARE has named.</summary>
    IEnumerable<SystemPreparedStatement> PreparedStatements { get; }

    /// <summary>The open cursors.</summary>
    IEnumerable<SystemCursor> Cursors { get; }

    /// <summary>What the database tells about itself in numbers.</summary>
    IEnumerable<SystemMetric> Metrics { get; }

    /// <summary>The last checkpoints, the oldest first.</summary>
    IEnumerable<SystemCheckpoint> Checkpoints { get; }

    /// <summary>The locks that are held or waited for.</summary>
    IEnumerable<SystemLock> Locks { get; }

    /// <summary>The sessions of the database and what they do.</summary>
    IEnumerable<SystemActivity> Activities { get; }

    /// <summary>The names of the built-in functions.</summary>
    IEnumerable<string> FunctionNames { get; }

    /// <summary>The columns of a view with their types; none when its query no longer fits the tables.</summary>
    ImmutableArray<ColumnSchema> ColumnsOf(ViewSchema view);

    /// <summary>The columns of an index, those of INCLUDE last; what an expression yields has a name of its own.</summary>
    ImmutableArray<ColumnSchema> ColumnsOf(RelationEntry index);

    /// <summary>A default as PostgreSQL would print it.</summary>
    string? DefaultText(TableSchema table, ColumnSchema column);

    /// <summary>A CHECK condition as PostgreSQL would print it, in parentheses.</summary>
    string CheckText(TableSchema table, CheckConstraintSchema check);

    /// <summary>A domain's default as PostgreSQL would print it; null where it has none.</summary>
    string? DefaultText(DomainType domain);

    /// <summary>A domain's CHECK condition as PostgreSQL would print it, in parentheses.</summary>
    string CheckText(DomainType domain, DomainCheck check);

    /// <summary>The ordinals of the columns that a CHECK condition uses.</summary>
    ImmutableArray<int> CheckColumns(TableSchema table, CheckConstraintSchema check);

    /// <summary>The statement that would create an index.</summary>
    string IndexText(RelationEntry index);

    /// <summary>The condition of a partial index; null for others.</summary>
    string? PredicateText(RelationEntry index);

    /// <summary>The expressions of an index, or null.</summary>
    string? ExpressionsText(RelationEntry index);

    /// <summary>The query of a view or materialized view; null for others.</summary>
    string? ViewText(RelationEntry view);

    /// <summary>Whether rows can be changed through a view.</summary>
    bool IsUpdatable(RelationEntry view);

    /// <summary>The last value that a sequence gave; null before the first.</summary>
    long? LastValueOf(SequenceEntry sequence);
}
