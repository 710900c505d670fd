using BTreeDb.Catalog;
using BTreeDb.Diagnostics;
using BTreeDb.Engine.Plans;
using BTreeDb.Execution.Spilling;
using BTreeDb.Parsing.Syntax.Queries;
using BTreeDb.Parsing.Syntax.Session;
using BTreeDb.Types;

namespace BTreeDb.Engine.Cursors;

/// <summary>The statements that run by way of a cursor: its own query, and the change of the row that it stands on.</summary>
internal sealed class CursorStatements(
    StatementExecution execution, SessionTransaction transaction, StatementPlanner planner, CursorCommands commands)
{
    /// <summary>DECLARE reads the rows at once, so that later changes do not show in them.</summary>
    public ResultSet Declare(
        ResultSet result, PreparedStatement statement, DeclareCursorStatement declare, ReadOnlySpan<Datum> parameters,
        ReadOnlySpan<SqlType> types, CancellationToken cancellation)
    {
        commands.Check(declare);
        execution.Begin(cancellation);
        var key = CurrentRow.TableOf(declare.Query, transaction.Catalog);
        var inner = PrepareCursor(statement, declare.Query, types, ref key);
        var running = planner.Prepare(inner, types);
        var plan = running.Plan;
        if (plan.Writes)
            throw CursorErrors.ChangesRows();
        execution.CheckMayRun(plan);
        execution.Bind(plan, parameters, types);
        execution.Open(running.Root);
        var rows = CursorRows.Read(running.Root, SpilledRows.TypesOf(plan.Plan.Body.Columns), execution.Context);
        execution.Close();
        var parsed = statement.Script.Statements[statement.Number];
        commands.Add(
            declare, statement.Script.Text.Substring(parsed.Start, parsed.Length), plan, rows,
            key is null ? null : new CursorKey(key));
        inner.Discard();
        execution.MustCommit = !transaction.IsBlock;
        return result.Start([], null, "DECLARE CURSOR", -1);
    }

    /// <summary>The query of a cursor, with the key of its table behind its columns where that can be.</summary>
    private PreparedStatement PrepareCursor(
        PreparedStatement statement, SelectStatement query, ReadOnlySpan<SqlType> types, ref TableSchema? key)
    {
        if (key is not null)
        {
            try
            {
                var withKey = new PreparedStatement(
                    statement.Script, statement.Number, CurrentRow.WithKey(query, key), statement.ParameterNames)
                {
                    IsTransient = true,
                };
                planner.Prepare(withKey, types);
                return withKey;
            }
            catch (EngineException)
            {
                // Grouped, or wrong: the query as it stands will tell.
                key = null;
            }
        }

        return new PreparedStatement(statement.Script, statement.Number, query, statement.ParameterNames)
        {
            IsTransient = true,
        };
    }

    /// <summary>A change of the row that a cursor stands on. Its values change each time, so its plan is not kept.</summary>
    public PreparedStatement AtCursor(PreparedStatement statement, string name, CancellationToken cancellation)
    {
        execution.Begin(cancellation);
        var cursor = commands.Cursors.Find(name);
        var syntax = CurrentRow.Resolve(statement.Syntax, cursor, transaction.Catalog);
        return new PreparedStatement(statement.Script, statement.Number, syntax, statement.ParameterNames)
        {
            IsTransient = true,
        };
    }
}
