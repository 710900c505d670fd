using System.Collections.Immutable;
using BTreeDb.Binding.Queries;
using BTreeDb.Planning.Expressions;

namespace BTreeDb.Planning.Logical;

/// <summary>
/// Translates the references to common tables. The query of a table with one reference is merged into the query around,
/// unless it is volatile or says MATERIALIZED; any other is computed once.
/// </summary>
internal sealed class CommonTableTranslator(StatementTranslator statements)
{
    private readonly Dictionary<BoundCommonTable, SharedTable> _known = new(ReferenceEqualityComparer.Instance);

    /// <summary>The tables that are computed on their own, each after those that it needs.</summary>
    public List<SharedTable> Tables { get; } = [];

    /// <summary>Translates a change in WITH, which is there whether or not anybody refers to it.</summary>
    public SharedTable Add(BoundCommonTable table)
    {
        if (_known.TryGetValue(table, out var known))
            return known;
        known = new SharedTable(table.Name, statements.TranslateAlone(((BoundChangeQuery)table.Query).Statement, isInWith: true));
        _known.Add(table, known);
        Tables.Add(known);
        return known;
    }

    /// <summary>A plan of the statement's own as a common table.</summary>
    public LogicalCommonTableScan Share(string name, LogicalOperator plan, bool countsRows = false)
    {
        var table = new SharedTable(name, plan) { CountsRows = countsRows };
        Tables.Add(table);
        return new LogicalCommonTableScan(table, name, plan.Columns);
    }

    /// <summary>Translates a reference.</summary>
    public LogicalOperator Translate(BoundCommonTableReference reference, LogicalTranslator queries)
    {
        var table = reference.Table;
        if (_known.TryGetValue(table, out var known))
            return new LogicalCommonTableScan(known, reference.Alias, reference.Columns);
        if (table.IsChange)
            return new LogicalCommonTableScan(Add(table), reference.Alias, reference.Columns);
        var plan = queries.Translate(table.Query);
        if (!table.IsMaterialized && table.ReferenceCount == 1 && !IsVolatile(plan))
            return Renamed(plan, reference);
        known = new SharedTable(table.Name, plan);
        _known.Add(table, known);
        Tables.Add(known);
        return new LogicalCommonTableScan(known, reference.Alias, reference.Columns);
    }

    private static LogicalProject Renamed(LogicalOperator plan, BoundCommonTableReference reference)
    {
        var projections = ImmutableArray.CreateBuilder<BoundProjection>(plan.Columns.Length);
        for (var i = 0; i < plan.Columns.Length; i++)
            projections.Add(new BoundProjection(reference.Columns[i], Projection.Reference(plan.Columns[i])));
        return new LogicalProject(plan, projections.MoveToImmutable());
    }

    /// <summary>Whether a second run of a plan may yield other rows.</summary>
    public static bool IsVolatile(LogicalOperator plan)
    {
        var found = plan is LogicalFunctionScan { Routine.Volatility: Catalog.RoutineVolatility.Volatile } || Volatility.IsVolatile(plan);
        foreach (var input in plan.Inputs)
            found = found || IsVolatile(input);
        return found;
    }
}
