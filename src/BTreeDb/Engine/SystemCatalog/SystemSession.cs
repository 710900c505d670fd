using System.Collections.Immutable;
using BTreeDb.Binding;
using BTreeDb.Binding.Expressions;
using BTreeDb.Binding.Functions;
using BTreeDb.Binding.Statements;
using BTreeDb.Catalog;
using BTreeDb.Catalog.SystemRelations;
using BTreeDb.Diagnostics;
using BTreeDb.Engine.Cursors;
using BTreeDb.Engine.Prepared;
using BTreeDb.Engine.Settings;
using BTreeDb.Execution.Operators;
using BTreeDb.Parsing;
using BTreeDb.Planning.Explain;
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

    /// <inheritdoc/>
    public string UserName => DatabaseUser.Name;

    /// <inheritdoc/>
    public IEnumerable<SystemSetting> Settings => KnownSettings.Describe(settings);

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
    public string? DefaultText(TableSchema table, ColumnSchema column) => column.DefaultSql is not { } sql
        ? null
        : sql.StartsWith("nextval('", StringComparison.Ordinal) ? SequenceText(sql)
        : column.IsGenerated ? GenerationText(table, column)
        : ExpressionText.Of(Binder.BindDefault(column, transaction.Catalog, BindingOptions.Default));

    /// <inheritdoc/>
    public string CheckText(TableSchema table, CheckConstraintSchema check) =>
        ExpressionText.Of(Bind(table, check).Condition);

    /// <inheritdoc/>
    public ImmutableArray<int> CheckColumns(TableSchema table, CheckConstraintSchema check)
    {
        var (condition, row) = Bind(table, check);
        var used = new HashSet<ColumnId>();
        ColumnReferences.Collect(condition, used);
        var ordinals = ImmutableArray.CreateBuilder<int>();
        for (var i = 0; i < row.Length; i++)
        {
            if (used.Contains(row[i].Id))
                ordinals.Add(i);
        }

        return ordinals.ToImmutable();
    }

    /// <inheritdoc/>
    public string IndexText(RelationEntry index) => IndexDefinitionText.Of(index);

    /// <inheritdoc/>
    public string? PredicateText(RelationEntry index) => null;

    /// <inheritdoc/>
    public string? ViewText(RelationEntry view) =>
        view.View is { } schema ? ViewDefinitionText.Of(schema, transaction.Catalog) : null;

    /// <inheritdoc/>
    public bool IsUpdatable(RelationEntry view) => false;

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

    private string GenerationText(TableSchema table, ColumnSchema column) => ExpressionText.Of(Binder.BindGeneration(
        SqlParser.ParseExpression(column.DefaultSql!), table.Name, column, table.Columns, transaction.Catalog,
        BindingOptions.Default).Value);

    private (BoundExpression Condition, ImmutableArray<BoundColumnDefinition> Row) Bind(
        TableSchema table, CheckConstraintSchema check) => Binder.BindCheck(
            SqlParser.ParseExpression(check.ExpressionSql), table.Name, table.Columns, transaction.Catalog,
            BindingOptions.Default);
}
