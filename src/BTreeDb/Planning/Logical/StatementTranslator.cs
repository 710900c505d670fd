using System.Collections.Immutable;
using BTreeDb.Binding.Expressions;
using BTreeDb.Binding.Queries;
using BTreeDb.Binding.Statements;
using BTreeDb.Planning.Expressions;
using BTreeDb.Types;

namespace BTreeDb.Planning.Logical;

/// <summary>Translates bound statements into logical plans.</summary>
internal sealed class StatementTranslator(ColumnIdAllocator ids)
{
    /// <summary>Translates a statement.</summary>
    public LogicalOperator Translate(BoundStatement statement) => statement switch
    {
        BoundQueryStatement query => new LogicalTranslator(ids).Translate(query.Query),
        BoundInsert insert => Translate(insert),
        BoundUpdate update => Translate(update),
        BoundDelete delete => Translate(delete),
        _ => throw PlanningErrors.UnknownNode(statement),
    };

    private LogicalInsert Translate(BoundInsert insert)
    {
        RejectSubqueries(insert.Returning);
        var translator = new LogicalTranslator(ids);
        var extraction = translator.Extract(translator.Translate(insert.Source));
        var row = extraction.Extract(insert.Row);
        return new LogicalInsert(extraction.Input, insert, row);
    }

    private LogicalUpdate Translate(BoundUpdate update)
    {
        RejectSubqueries(update.Returning);
        var rowKey = ids.Create("row_key", SqlType.Bytea);
        var translator = new LogicalTranslator(ids, update.Target, rowKey);
        var extraction = translator.Extract(translator.Translate(update.From, update.Where));
        var row = extraction.Extract(update.Row);
        return new LogicalUpdate(extraction.Input, update, Projection.Reference(rowKey), row);
    }

    private LogicalDelete Translate(BoundDelete delete)
    {
        RejectSubqueries(delete.Returning);
        var rowKey = ids.Create("row_key", SqlType.Bytea);
        var translator = new LogicalTranslator(ids, delete.Target, rowKey);
        return new LogicalDelete(
            translator.Translate(delete.From, delete.Where), delete, Projection.Reference(rowKey));
    }

    private static void RejectSubqueries(ImmutableArray<BoundProjection> returning)
    {
        foreach (var projection in returning)
        {
            if (SubqueryExtraction.IsNeededBy(projection.Expression))
                throw PlanningErrors.SubqueryInReturning();
        }
    }
}
