using System.Collections.Immutable;
using BTreeDb.Binding;
using BTreeDb.Binding.Expressions;
using BTreeDb.Binding.Functions;
using BTreeDb.Binding.Statements;
using BTreeDb.Catalog;
using BTreeDb.Catalog.SystemRelations;
using BTreeDb.Engine.Definitions;
using BTreeDb.Diagnostics;
using BTreeDb.Engine.Cursors;
using BTreeDb.Engine.Prepared;
using BTreeDb.Engine.Settings;
using BTreeDb.Execution.Operators;
using BTreeDb.Parsing;
using BTreeDb.Planning.Expressions;
using BTreeDb.Types;

namespace BTreeDb.Engine.SystemCatalog;

/// <summary>What system relations and functions get to see of a session and its transaction.</summary>
internal sealed class SystemSession(
    DatabaseEngine engine, SessionTransaction transaction, SettingsScope settings, NamedStatements statements,
    CursorTable cursors)
    : ISystemSession, ISystemRowSource
{
    private SystemState? _state;

    /// <summary>The catalog as the running statement sees it, with this session.</summary>
    public SystemState State => _state is { } known && ReferenceEquals(known.Catalog, transaction.Catalog)
        ? known
        : _state = new SystemState(transaction.Catalog, this);

    /// <inheritdoc/>
    public string DatabaseName => engine.Name;

    /// <summary>The size of the database's file.</summary>
    public long DatabaseBytes => (long)engine.Storage.File.PageCount * engine.Transactions.Store.PageSize;

    /// <inheritdoc/>
    public string UserName => DatabaseUser.Name;

    /// <inheritdoc/>
    public IEnumerable<SystemSetting> Settings
    {
        get
        {
            foreach (var setting in KnownSettings.Describe(settings))
                yield return SettingFacts.Complete(setting);
        }
    }

    /// <inheritdoc/>
    public IEnumerable<string> FunctionNames => FunctionSignatures.All.Names;

    /// <inheritdoc/>
    public IEnumerable<SystemCursor> Cursors
    {
        get
        {
            foreach (var cursor in cursors.All)
            {
                yield return new SystemCursor(
                    cursor.Name, cursor.Text, cursor.IsHoldable, cursor.IsScrollable, cursor.CreatedAt);
            }
        }
    }

    /// <inheritdoc/>
    public IEnumerable<SystemPreparedStatement> PreparedStatements
    {
        get
        {
            foreach (var statement in statements.All)
            {
                yield return new SystemPreparedStatement(
                    statement.Name, statement.Text, statement.PreparedAt, statement.ParameterTypes);
            }
        }
    }

    /// <inheritdoc/>
    public IEnumerable<SystemMetric> Metrics
    {
        get
        {
            var metrics = new List<SystemMetric>();
            foreach (var gauge in EngineGauges.All)
                metrics.Add(new SystemMetric(gauge.Name, gauge.Unit, gauge.Description, gauge.Read(engine.Storage)));
            return metrics;
        }
    }

    /// <inheritdoc/>
    public IEnumerable<SystemCheckpoint> Checkpoints
    {
        get
        {
            foreach (var report in engine.Storage.Checkpointer.History.Last)
            {
                yield return new SystemCheckpoint(
                    report.Number, report.Reason.ToString().ToLowerInvariant(), SessionTransaction.FromUtcTicks(report.BeganAt),
                    (long)report.Redo.Value, report.LogBytes, report.Pages, (long)report.WriteTime.TotalMicroseconds,
                    (long)report.SyncTime.TotalMicroseconds);
            }
        }
    }

    /// <inheritdoc/>
    public IEnumerable<SystemLock> Locks => new LockList(engine, transaction.Catalog).All();

    /// <inheritdoc/>
    public IEnumerable<SystemActivity> Activities
    {
        get
        {
            var waits = engine.Transactions.Waits.Snapshot();
            foreach (var other in engine.Sessions)
            {
                var waitsFor = Array.Find(waits, edge => edge.Waiter.Session == other.Number);
                yield return other.Activity with { WaitsForLock = waitsFor is not null };
            }
        }
    }

    /// <summary>The sessions that a session waits for, as an array.</summary>
    public Datum BlockersOf(int number)
    {
        var builder = new Types.Arrays.ArrayBuilder();
        builder.Begin(TypeId.Integer);
        foreach (var edge in engine.Transactions.Waits.Snapshot())
        {
            if (edge.Waiter.Session == number && edge.OwnerSession > 0)
                builder.Add(Datum.FromInt64(edge.OwnerSession));
        }

        var writer = new ByteWriter();
        builder.Finish(writer);
        return Datum.FromBytes(writer.Written.ToArray());
    }

    /// <summary>Asks the running statement of a session to end; whether there is such a session.</summary>
    public bool Cancel(int number)
    {
        foreach (var other in engine.Sessions)
        {
            if (other.Number != number)
                continue;
            other.Cancel();
            return true;
        }

        return false;
    }

    /// <inheritdoc/>
    public IReadOnlyList<Datum[]> RowsOf(SystemTableSchema table)
    {
        var rows = new SystemRows(table);
        if (SystemRelationIndex.TryFind(table.SchemaName, table.Name, out var relation))
            relation.Fill(State, rows);
        return rows.All;
    }

    /// <inheritdoc/>
    public ImmutableArray<ColumnSchema> ColumnsOf(ViewSchema view) => ViewColumns.Of(view, transaction.Catalog);

    /// <inheritdoc/>
    public string? DefaultText(TableSchema table, ColumnSchema column)
    {
        if (column.DefaultSql is not { } sql)
            return null;
        if (sql.StartsWith("nextval('", StringComparison.Ordinal))
            return SequenceText(sql);
        if (column.IsGenerated)
            return GenerationText(table, column);
        var value = Binder.BindDefault(column, transaction.Catalog, BindingOptions.Default);
        return value is BoundLiteral { Value.IsNull: true } ? null : DefinitionText.Of(value, []);
    }

    /// <inheritdoc/>
    public string? DefaultText(DomainType domain)
    {
        if (domain.DefaultSql is not { } sql)
            return null;
        var value = Binder.BindDefault(
            SqlParser.ParseExpression(sql), domain.Name, domain.BaseType, transaction.Catalog, BindingOptions.Default);
        return DefinitionText.Of(value, []);
    }

    /// <inheritdoc/>
    public string CheckText(DomainType domain, DomainCheck check)
    {
        var (condition, value) = Binder.BindDomainCheck(
            SqlParser.ParseExpression(check.ExpressionSql), domain.BaseType, transaction.Catalog, BindingOptions.Default);
        return DefinitionText.OfDomain(condition, value);
    }

    /// <inheritdoc/>
    public string CheckText(TableSchema table, CheckConstraintSchema check) =>
        Bind(table, check) is var (condition, row) ? DefinitionText.Of(condition, row) : "";

    /// <inheritdoc/>
    public ImmutableArray<int> CheckColumns(TableSchema table, CheckConstraintSchema check)
    {
        var (condition, row) = Bind(table, check);
        var used = new HashSet<ColumnId>();
        ColumnReferences.Collect(condition, used);
        var ordinals = ImmutableArray.CreateBuilder<int>();
        // In the order of their appearance.
        foreach (var id in used)
        {
            for (var i = 0; i < row.Length; i++)
            {
                if (row[i].Id == id)
                    ordinals.Add(i);
            }
        }

        return ordinals.ToImmutable();
    }

    /// <inheritdoc/>
    public ImmutableArray<ColumnSchema> ColumnsOf(RelationEntry index) => new IndexColumnList(index).Columns;

    /// <inheritdoc/>
    public string IndexText(RelationEntry index) => new IndexDefinitionText(index, IndexExpressionText, CollationText).Text;

    /// <inheritdoc/>
    public string? PredicateText(RelationEntry index) => index.Index?.PredicateSql is { } sql
        ? IndexExpressionText(index.Table!, sql)
        : null;

    /// <inheritdoc/>
    public string? ExpressionsText(RelationEntry index)
    {
        var texts = new List<string>();
        foreach (var column in index.Key)
        {
            if (column.Expression is { } expression)
                texts.Add(IndexExpressionText(index.Table!, expression.Sql));
        }

        return texts.Count == 0 ? null : string.Join(", ", texts);
    }

    /// <inheritdoc/>
    public string? ViewText(RelationEntry view) =>
        view.View is { } schema ? ViewDefinitionText.Of(schema.QuerySql, schema.ColumnNames)
        : view.Table is { Materialized: { } query } table ? ViewDefinitionText.Of(query.Sql, [.. Names(table)])
        : null;

    private static IEnumerable<string> Names(TableSchema table)
    {
        foreach (var column in table.Columns)
            yield return column.Name;
    }

    /// <inheritdoc/>
    public bool IsUpdatable(RelationEntry view) =>
        view.View is { } schema && Binder.ReasonAgainstChanges(schema, transaction.Catalog) is null;

    /// <inheritdoc/>
    public long? LastValueOf(SequenceEntry sequence)
    {
        if (!transaction.Catalog.TryGetSequence(sequence.Id, out var schema))
            return null;
        var position = engine.Sequences.Read(schema, transaction.Access.Transaction).Position;
        return position.IsCalled ? position.Last : null;
    }

    /// <summary>A sequence is named without its schema where the path leads to it.</summary>
    private string SequenceText(string sql)
    {
        foreach (var schema in transaction.Path.Lookup)
        {
            var start = $"nextval('{QualifiedText.Quote(schema)}.";
            if (sql.StartsWith(start, StringComparison.Ordinal))
                return "nextval('" + sql[start.Length..];
        }

        return sql;
    }

    private string GenerationText(TableSchema table, ColumnSchema column)
    {
        var (value, row) = Binder.BindGeneration(
            SqlParser.ParseExpression(column.DefaultSql!), table.Name, column, table.Columns, transaction.Catalog,
            BindingOptions.Default);
        return DefinitionText.Of(value, row);
    }

    /// <summary>One key column of an index, or one that it includes.</summary>
    public string IndexKeyText(RelationEntry index, int place) =>
        new IndexDefinitionText(index, IndexExpressionText, CollationText).OfKey(place);

    private string CollationText(string code) =>
        transaction.Catalog.TryGetCollation(null, code, out var collation) ? transaction.Catalog.NameOf(collation) : QualifiedText.Quote(code);

    /// <summary>The text of an expression over a table's columns.</summary>
    private string IndexExpressionText(TableSchema table, string sql)
    {
        var (value, row) = Binder.BindRowExpression(
            SqlParser.ParseExpression(sql), table.Name, table.Columns, transaction.Catalog, BindingOptions.Default);
        return DefinitionText.Of(value, row);
    }

    private (BoundExpression Condition, ImmutableArray<BoundColumnDefinition> Row) Bind(
        TableSchema table, CheckConstraintSchema check) => Binder.BindCheck(
            SqlParser.ParseExpression(check.ExpressionSql), table.Name, table.Columns, transaction.Catalog,
            BindingOptions.Default);
}
