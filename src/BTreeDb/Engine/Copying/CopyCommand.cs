using System.Collections.Immutable;
using BTreeDb.Binding;
using BTreeDb.Binding.Statements;
using BTreeDb.Catalog;
using BTreeDb.Engine.Plans;
using BTreeDb.Execution.Expressions;
using BTreeDb.Execution.Operators;
using BTreeDb.Parsing.Syntax;
using BTreeDb.Parsing.Syntax.Changes;
using BTreeDb.Parsing.Syntax.Queries;
using BTreeDb.Planning;
using BTreeDb.Types;

namespace BTreeDb.Engine.Copying;

/// <summary>
/// COPY. From a stream it is an INSERT over a relation whose rows come from the stream, so that defaults, constraints and
/// conditions are those of any INSERT; to a stream it is a query whose rows are written as text.
/// </summary>
internal sealed class CopyCommand(SessionTransaction transaction, StatementContext context)
{
    /// <summary>The schema of the relation that stands for the stream; no user can name it.</summary>
    public const string SourceSchema = "\0copy";

    private CopyStreams _streams = CopyStreams.None;
    private long _start;
    private bool _hasMoved;

    /// <summary>The client's streams.</summary>
    public CopyStreams Streams
    {
        get => _streams;
        set
        {
            _streams = value;
            _hasMoved = false;
            _start = Client is { CanSeek: true } stream ? stream.Position : -1;
        }
    }

    private Stream? Client => _streams.Input ?? _streams.Output;

    /// <summary>Runs the statement; returns the number of rows.</summary>
    public long Run(CopyStatement copy, PlannerSettings planner)
    {
        if (copy.IsFrom)
            return RunFrom(copy, planner);
        if (copy.Where is not null)
            throw CopyErrors.WhereWithTo(copy.Where.Position);
        return RunTo(copy, planner);
    }

    /// <summary>
    /// Whether the statement can run again: nothing was read from the client or written to him, or it can be done again.
    /// </summary>
    public bool TryRewind()
    {
        if (!_hasMoved)
            return true;
        if (_start < 0 || Client is not { } stream)
            return false;
        stream.Position = _start;
        if (stream == _streams.Output)
            stream.SetLength(_start);
        _hasMoved = false;
        return true;
    }

    private long RunFrom(CopyStatement copy, PlannerSettings planner)
    {
        if (transaction.IsReadOnly)
            throw SessionErrors.ReadOnlyTransaction("COPY FROM");
        var target = CopyTarget.Resolve(copy, transaction.Catalog);
        if (copy.FileName is null && Streams.Feed is { } feed)
            return RunFeed(target, feed, planner);
        var format = CopyOptions.Read(copy, target.Names, target.Table);
        using var file = copy.FileName is { } path ? CopyFiles.OpenRead(path) : null;
        var stream = file ?? Streams.Input ?? throw CopyErrors.NoClient(isFrom: true, copy.Position);
        var source = new CopySource(
            target.Table.Name, target.Columns, new CopyReader(new CopyLines(stream, format.Encoding), format), format,
            context.Evaluation.Conversion(isExplicit: false));
        return Insert(target, Renumbered(target.Columns, static type => type), source, planner, file is null, source.ReadHeader);
    }

    private long RunFeed(CopyTarget target, IRowFeed feed, PlannerSettings planner)
    {
        var columns = Renumbered(target.Columns, feed.TypeOf);
        var types = new SqlType[columns.Length];
        for (var i = 0; i < types.Length; i++)
            types[i] = columns[i].Type;
        feed.Begin(types, context.Evaluation.Conversion(isExplicit: false));
        return Insert(target, columns, feed, planner, isOfClient: true, static () => { });
    }

    private long Insert(
        CopyTarget target, ImmutableArray<ColumnSchema> columns, IRowFiller filler, PlannerSettings planner, bool isOfClient,
        Action begin)
    {
        var table = new SystemTableSchema(0, SourceSchema, target.Table.Name, columns);
        using var root = OperatorFactory.Create(Plan(target.ToInsert(), table, planner, out _));
        // Before anything is read, so that a change of the definition costs nothing.
        transaction.Access.LockForWriting(transaction.Access.GetTable(target.Table));
        _hasMoved = isOfClient;
        var others = context.SystemRows;
        try
        {
            context.SystemRows = new CopyRows(table, filler, Streams.Progress, others);
            begin();
            context.RowsAffected = 0;
            root.Open(context);
            while (root.Next() is not null)
                context.CheckCancellation();
            root.Close();
        }
        finally
        {
            context.SystemRows = others;
        }

        Streams.Progress?.Report(context.RowsAffected);
        return context.RowsAffected;
    }

    private long RunTo(CopyStatement copy, PlannerSettings planner)
    {
        var target = copy.Table is null ? null : CopyTarget.Resolve(copy, transaction.Catalog);
        var plan = Plan(target?.ToQuery() ?? copy.Query!, null, planner, out var columns);
        var names = new List<string>();
        foreach (var column in columns)
            names.Add(column.Name);
        var format = CopyOptions.Read(copy, names, target?.Table);
        using var root = OperatorFactory.Create(plan);
        using var file = copy.FileName is { } path ? CopyFiles.Create(path) : null;
        var stream = file ?? Streams.Output ?? throw CopyErrors.NoClient(isFrom: false, copy.Position);
        _hasMoved = file is null;
        using var writer = new CopyWriter(stream, format);
        if (format.HasHeader)
            writer.WriteHeader(names);
        var rows = Write(root, writer);
        writer.Flush();
        return rows;
    }

    private long Write(Operator root, CopyWriter writer)
    {
        var rows = 0L;
        root.Open(context);
        while (root.Next() is { } batch)
        {
            for (var i = 0; i < batch.Count; i++)
                writer.WriteRow(batch, batch.Selection is null ? i : batch.Selection[i], context.Evaluation.TimeZone);
            rows += batch.Count;
            Streams.Progress?.Report(rows);
        }

        root.Close();
        return rows;
    }

    private Planning.Physical.StatementPlan Plan(
        Statement syntax, SystemTableSchema? source, PlannerSettings planner, out ImmutableArray<ResultColumn> columns)
    {
        if (syntax is not (SelectStatement or InsertStatement or UpdateStatement or DeleteStatement))
            throw SessionErrors.NotSupported("COPY of this kind of statement", syntax.Position);
        var bound = Binder.Bind(syntax, transaction.Catalog, new BindingOptions
        {
            InputTable = source,
            Conversion = context.Evaluation.Conversion(isExplicit: false),
        });
        columns = ResultColumns.Of(bound);
        if (source is null && bound is not BoundQueryStatement)
        {
            if (columns.IsEmpty)
                throw CopyErrors.Unsupported("COPY query must have a RETURNING clause");
        }

        if (source is null && transaction.IsReadOnly && (bound is not BoundQueryStatement || !bound.Changes.IsEmpty))
            throw SessionErrors.ReadOnlyTransaction(CachedPlan.CommandOf(bound));

        return Planner.Plan(bound, transaction.Catalog, planner, new ConstantEvaluator(context.Evaluation));
    }

    private static ImmutableArray<ColumnSchema> Renumbered(ImmutableArray<ColumnSchema> columns, Func<SqlType, SqlType> typeOf)
    {
        var renumbered = ImmutableArray.CreateBuilder<ColumnSchema>(columns.Length);
        foreach (var column in columns)
            renumbered.Add(new ColumnSchema(column.Name, renumbered.Count, typeOf(column.Type.Base), IsNullable: true));
        return renumbered.MoveToImmutable();
    }
}
